using MeshFederation.Model.Clusters;

namespace MeshFederation.Istio.Fields;

/// <summary>A place in the tree of fields that a version does not have.</summary>
internal sealed class FieldNode
{
    /// <summary>The first version that has the field; null where only something in it is newer.</summary>
    public IstioVersion? Since { get; private set; }

    /// <summary>The fields in it; those of its items where it is a list.</summary>
    public Dictionary<string, FieldNode> Fields { get; } = new(StringComparer.Ordinal);

    /// <summary>The words that are newer than the field, with the first version of each.</summary>
    public Dictionary<string, IstioVersion> Words { get; } = new(StringComparer.Ordinal);

    /// <summary>Adds a path below this place.</summary>
    public void Add(string path, IstioVersion since)
    {
        var (node, equals) = (this, path.IndexOf('=', StringComparison.Ordinal));
        foreach (var part in path[..(equals < 0 ? path.Length : equals)].Split('.'))
        {
            var name = part.EndsWith("[]", StringComparison.Ordinal) ? part[..^2] : part;
            if (!node.Fields.TryGetValue(name, out var next)) node.Fields.Add(name, next = new());
            node = next;
        }

        if (equals >= 0) node.Words.Add(path[(equals + 1)..], since);
        else node.Since = since;
    }
}
