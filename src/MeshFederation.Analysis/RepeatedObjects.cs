using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis;

/// <summary>Parts objects that can be in a cluster together from those in whose place another one of the same name comes.</summary>
internal sealed class RepeatedObjects
{
    private readonly Dictionary<(string Cluster, string Kind, string Namespace, string Name), int> _last = [];
    private readonly List<(MeshManifest, MeshManifest)> _repeated = [];
    private readonly HashSet<int> _replaced = [];

    public RepeatedObjects(IReadOnlyList<MeshManifest> manifests)
    {
        var first = new Dictionary<(string, string, string, string), MeshManifest>();
        for (var i = 0; i < manifests.Count; i++)
        {
            var manifest = manifests[i];
            var key = (manifest.Cluster, IstioKind.Of(manifest), manifest.Namespace, manifest.Name);
            if (manifest.Name.Length == 0 || _last.TryAdd(key, i)) continue;
            _replaced.Add(_last[key]);
            if (first.TryAdd(key, manifests[_last[key]])) _repeated.Add((manifest, manifests[_last[key]]));
            else _repeated.Add((manifest, first[key]));
            _last[key] = i;
        }

        Kept = _replaced.Count == 0 ? manifests : [.. manifests.Where((_, i) => !_replaced.Contains(i))];
        Replaced = [.. _replaced.Order().Select(i => manifests[i])];
    }

    /// <summary>Of each name the last object.</summary>
    public IReadOnlyList<MeshManifest> Kept { get; }

    /// <summary>The others.</summary>
    public IReadOnlyList<MeshManifest> Replaced { get; }

    /// <summary>Each object behind another of its name, with the first one.</summary>
    public IReadOnlyList<(MeshManifest Object, MeshManifest First)> Repeated => _repeated;
}
