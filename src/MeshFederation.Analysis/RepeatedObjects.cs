using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis;

/// <summary>Parts objects that can be in a cluster together from those in whose place another one of the same name comes.</summary>
internal sealed class RepeatedObjects
{
    private readonly List<(MeshManifest, MeshManifest)> _repeated = [];

    public RepeatedObjects(IReadOnlyList<MeshManifest> manifests)
    {
        var last = new Dictionary<MeshManifest, int>(manifests.Count, SameName.Instance);
        Dictionary<MeshManifest, MeshManifest>? first = null;
        HashSet<int>? replaced = null;
        for (var i = 0; i < manifests.Count; i++)
        {
            var manifest = manifests[i];
            if (manifest.Name.Length == 0 || last.TryAdd(manifest, i)) continue;
            var before = last[manifest];
            (replaced ??= []).Add(before);
            first ??= new(SameName.Instance);
            _repeated.Add((manifest, first.TryAdd(manifest, manifests[before]) ? manifests[before] : first[manifest]));
            last[manifest] = i;
        }

        Kept = replaced is null ? manifests : [.. manifests.Where((_, i) => !replaced.Contains(i))];
        Replaced = replaced is null ? [] : [.. replaced.Order().Select(i => manifests[i])];
    }

    /// <summary>Of each name the last object.</summary>
    public IReadOnlyList<MeshManifest> Kept { get; }

    /// <summary>The others.</summary>
    public IReadOnlyList<MeshManifest> Replaced { get; }

    /// <summary>Each object behind another of its name, with the first one.</summary>
    public IReadOnlyList<(MeshManifest Object, MeshManifest First)> Repeated => _repeated;

    /// <summary>
    /// Objects of one kind, name, namespace and cluster are the same. Keys of a type of their own would be hashed by code that a fresh
    /// session has to compile first; names tell most objects apart, so that no more than they need be hashed.
    /// </summary>
    private sealed class SameName : IEqualityComparer<MeshManifest>
    {
        public static readonly SameName Instance = new();

        public bool Equals(MeshManifest? x, MeshManifest? y) => ReferenceEquals(x, y) || (x is not null && y is not null
            && x.Name == y.Name && x.Namespace == y.Namespace && x.Cluster == y.Cluster && IstioKind.Of(x) == IstioKind.Of(y));

        public int GetHashCode(MeshManifest obj) => string.GetHashCode(obj.Name, StringComparison.Ordinal)
            ^ (obj.Kind.Length << 16) ^ (obj.Cluster.Length << 8) ^ obj.Namespace.Length;
    }
}
