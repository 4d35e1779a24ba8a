using System.Collections.Concurrent;
using MeshFederation.Model.Clusters;

namespace MeshFederation.Istio.Fields;

/// <summary>Since when the fields of one kind are there.</summary>
internal sealed class KindFields
{
    /// <summary>The oldest minor version whose CRDs list fields: what it has, older ones take as well.</summary>
    private const int OldestListed = 6;

    private static readonly IstioVersion Oldest = new(1, IstioVersion.OldestMinor, 0);

    private readonly Dictionary<string, IstioVersion> _since = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<int, FieldNode?> _newer = new();
    private readonly IstioVersion _first;

    public KindFields(IstioVersion first) => _first = first.Minor == OldestListed ? Oldest : first;

    public void Add(string path, IstioVersion since) => _since.Add(path, since);

    public bool IsListed(string path) => _since.ContainsKey(path);

    public IstioVersion Since(string path)
    {
        for (var known = path; known.Length > 0; known = known[..Math.Max(known.LastIndexOfAny(['.', '[', '=']), 0)])
        {
            if (_since.TryGetValue(known, out var since)) return since;
        }

        return _first;
    }

    public FieldNode? NewerThan(IstioVersion version) => _newer.GetOrAdd(version.Minor, static (minor, fields) => fields.Tree(minor), this);

    private FieldNode? Tree(int minor)
    {
        FieldNode? root = null;
        foreach (var (path, since) in _since)
        {
            if (since.Minor > minor) (root ??= new()).Add(path, since);
        }

        return root;
    }
}
