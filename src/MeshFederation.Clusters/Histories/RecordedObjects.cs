using MeshFederation.Model.Objects;
using MeshFederation.Planning.Comparison;

namespace MeshFederation.Clusters.Histories;

/// <summary>
/// The objects that the history of a cluster names. It is asked only where an object carries the labels of the federation and no trace of
/// this module, as after it was restored from a backup.
/// </summary>
internal sealed class RecordedObjects
{
    /// <summary>No object is named.</summary>
    public static readonly RecordedObjects None = new([]);

    private readonly HashSet<(string Kind, string Namespace, string Name)> _names;

    private RecordedObjects(HashSet<(string Kind, string Namespace, string Name)> names) => _names = names;

    /// <summary>Reads which there are, as far as anything hangs on it.</summary>
    /// <param name="history">The history; null for none.</param>
    /// <param name="live">The objects that the cluster has.</param>
    /// <param name="federation">The name of the federation.</param>
    /// <param name="ct">Stops waiting.</param>
    public static async Task<RecordedObjects> ReadAsync(
        ClusterHistory? history, IEnumerable<MeshManifest> live, string federation, CancellationToken ct)
    {
        if (history is null || !live.Any(item => Ownership.OnlyCarriesLabels(item, federation))) return None;
        var names = new HashSet<(string Kind, string Namespace, string Name)>();
        foreach (var revision in history.Revisions)
        {
            foreach (var item in await history.TryObjectsOfAsync(revision, ct).ConfigureAwait(false) ?? []) names.Add(Key(new("", item)));
        }

        return new(names);
    }

    /// <summary>An object, with whether it is named.</summary>
    public MeshManifest Mark(MeshManifest live) => _names.Contains(Key(live)) ? live with { IsRecorded = true } : live;

    private static (string Kind, string Namespace, string Name) Key(MeshManifest item) => (item.TypeKey, item.Namespace, item.Name);
}
