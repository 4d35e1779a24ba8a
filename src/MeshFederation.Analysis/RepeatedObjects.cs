using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis;

/// <summary>Parts objects that can be in a cluster together from those in whose place another one of the same name comes.</summary>
internal sealed class RepeatedObjects
{
    private readonly List<(MeshManifest, MeshManifest)> _repeated = [];

    public RepeatedObjects(IReadOnlyList<MeshManifest> manifests)
    {
        var last = new Dictionary<ObjectKey, int>(manifests.Count);
        var first = new Dictionary<ObjectKey, MeshManifest>();
        var replaced = new HashSet<int>();
        for (var i = 0; i < manifests.Count; i++)
        {
            var manifest = manifests[i];
            var key = new ObjectKey(manifest.Cluster, IstioKind.Of(manifest), manifest.Namespace, manifest.Name);
            if (manifest.Name.Length == 0 || last.TryAdd(key, i)) continue;
            replaced.Add(last[key]);
            if (first.TryAdd(key, manifests[last[key]])) _repeated.Add((manifest, manifests[last[key]]));
            else _repeated.Add((manifest, first[key]));
            last[key] = i;
        }

        Kept = replaced.Count == 0 ? manifests : [.. manifests.Where((_, i) => !replaced.Contains(i))];
        Replaced = [.. replaced.Order().Select(i => manifests[i])];
    }

    /// <summary>Of each name the last object.</summary>
    public IReadOnlyList<MeshManifest> Kept { get; }

    /// <summary>The others.</summary>
    public IReadOnlyList<MeshManifest> Replaced { get; }

    /// <summary>Each object behind another of its name, with the first one.</summary>
    public IReadOnlyList<(MeshManifest Object, MeshManifest First)> Repeated => _repeated;

    /// <summary>The name of an object. Names tell most objects apart, so that no more than they need be hashed.</summary>
    private readonly record struct ObjectKey(string Cluster, string Kind, string Namespace, string Name)
    {
        public override int GetHashCode() => HashCode.Combine(
            string.GetHashCode(Name, StringComparison.Ordinal), Kind.Length, Cluster.Length, Namespace.Length);
    }
}
