using MeshFederation.Istio.Objects;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Planning.Recovery;

/// <summary>
/// Matches as VirtualServices have them, back to those that were declared; the reverse of <see cref="Routes.HttpMatch"/>.
/// </summary>
internal static class RecoveredMatch
{
    /// <summary>The match of an alternative of a route, without its port; null where it asks for nothing else.</summary>
    public static MeshMatch? Of(UnstructuredMap match)
    {
        var read = new MeshMatch
        {
            Path = match.Map("uri") is { } path ? Text(path, StringMatchKind.Present) : null,
            IgnoreCase = match.IsTrue("ignoreUriCase"),
            Method = match.Map("method")?.Text("exact"),
            Header = StringMatches.Create(
                Texts(match.Map("headers"), StringMatchKind.Present)
                    .Concat(Texts(match.Map("withoutHeaders"), StringMatchKind.Absent).Select(Inverse))),
            Query = StringMatches.Create(Texts(match.Map("queryParams"), StringMatchKind.Present)),
            SourceLabel = LabelSet.Create(match.TextEntries("sourceLabels")),
            SourceNamespace = match.Text("sourceNamespace"),
            Gateway = match.Texts("gateways").Select(gateway => gateway.Text).ToValueList(),
        };
        if (read.IsOfCallers) read = read with { Gateway = [] };
        return read.IsEmpty ? null : read;
    }

    /// <summary>A condition on a text; the given one where it asks for nothing.</summary>
    public static StringMatch Text(UnstructuredMap condition, StringMatchKind empty) =>
        condition.Text("exact") is { } exact ? new(StringMatchKind.Exact, exact)
        : condition.Text("prefix") is { } prefix ? new(StringMatchKind.Prefix, prefix)
        : condition.Text("regex") is { } regex ? new(StringMatchKind.Regex, regex)
        : new(empty, "");

    private static IEnumerable<KeyValuePair<string, StringMatch>> Texts(UnstructuredMap? conditions, StringMatchKind empty) =>
        (conditions ?? UnstructuredMap.Empty)
            .Select(one => KeyValuePair.Create(one.Key, Text(one.Value as UnstructuredMap ?? UnstructuredMap.Empty, empty)));

    private static KeyValuePair<string, StringMatch> Inverse(KeyValuePair<string, StringMatch> header) =>
        header.Value.Kind == StringMatchKind.Absent ? header : new(header.Key, header.Value with { IsInverse = true });
}
