using MeshFederation.Model.Objects;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace MeshFederation.Clusters.Yaml;

/// <summary>
/// The anchors of one document. An alias shares the value it stands for, so it costs nothing here; but whoever walks the tree walks it
/// each time, so what a document's aliases stand for is limited.
/// </summary>
internal sealed class YamlAnchors
{
    /// <summary>Far above any real manifest: go-yaml allows about as much before it looks at the ratio (goyaml.v2/decode.go).</summary>
    private const long MostAliased = 400_000;

    private readonly Dictionary<string, ParsedNode> _nodes = new(StringComparer.Ordinal);
    private readonly YamlPlace _place;
    private long _aliased;

    public YamlAnchors(YamlPlace place) => _place = place;

    public ParsedNode Define(NodeEvent node, ParsedNode value)
    {
        if (!node.Anchor.IsEmpty) _nodes[node.Anchor.Value] = value;
        return value;
    }

    public ParsedNode Resolve(AnchorAlias alias, int depth)
    {
        // An anchor is known only when its value is complete, so a value cannot hold itself.
        if (!_nodes.TryGetValue(alias.Value.Value, out var node))
        {
            throw _place.Error(alias.Start, $"The alias *{alias.Value.Value} stands for nothing that is complete before it.");
        }

        _aliased += node.Size;
        if (_aliased > MostAliased) throw TooMuch(alias.Start, "Its aliases stand for too many values");
        if (depth + node.Height > UnstructuredValue.DeepestNesting) throw TooDeep(_place, alias.Start);
        return node;
    }

    public static Exception TooDeep(YamlPlace place, Mark mark) => place.Error(mark, YamlErrors.Sentence(UnstructuredValue.TooDeep));

    private Model.Errors.MeshException TooMuch(Mark mark, string what) =>
        _place.Error(mark, FormattableString.Invariant($"{what}: more than {MostAliased}."));
}
