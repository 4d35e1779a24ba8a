using MeshFederation.Model.Objects;
using MeshFederation.Planning.Kinds;

namespace MeshFederation.Planning.Comparison;

/// <summary>
/// Where the objects of a federation stand now whose former places nobody wants any more. What stands at the former place is not only left
/// over: Istio takes the older of two objects for one host, and Envoy refuses two Gateways for one, so it goes even where nothing is
/// pruned.
/// </summary>
internal sealed class MovedPlaces
{
    private readonly Dictionary<(string Kind, string Subject), MeshManifest> _wanted = [];

    private MovedPlaces(IEnumerable<MeshManifest> wanted)
    {
        foreach (var manifest in wanted)
        {
            foreach (var subject in Subjects(manifest)) _wanted.TryAdd((manifest.TypeKey, subject), manifest);
        }
    }

    /// <summary>The places of wanted objects.</summary>
    public static MovedPlaces Of(IEnumerable<MeshManifest> wanted) => new(wanted);

    /// <summary>The wanted object that is about the same as one which nobody wants under its name; null when none is.</summary>
    public MeshManifest? Find(MeshManifest unwanted)
    {
        var subjects = Subjects(unwanted);
        return subjects.Count > 0 && subjects.All(subject => _wanted.ContainsKey((unwanted.TypeKey, subject)))
            ? _wanted[(unwanted.TypeKey, subjects[0])]
            : null;
    }

    private static IReadOnlyList<string> Subjects(MeshManifest manifest) => ObjectKinds.Of(manifest).Subjects(manifest.Spec);
}
