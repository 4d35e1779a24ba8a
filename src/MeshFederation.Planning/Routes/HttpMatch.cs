using System.Text.RegularExpressions;
using MeshFederation.Istio.Versions;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Planning.Routes;

/// <summary>
/// Writes matches as a VirtualService has them (istio networking/v1 HTTPMatchRequest, L4MatchAttributes, TLSMatchAttributes).
/// </summary>
internal static class HttpMatch
{
    /// <summary>
    /// A match of an HTTP route, for the Istio of the callers; null when it asks for nothing. Of one that names gateways, be it the mesh,
    /// istiod does not look at labels and namespace (istio pilot/pkg/networking/core/route/route.go sourceMatchHTTP), so who asks for
    /// callers names none. That gateways do not take it as well, <see cref="GatewayCells"/> sees to.
    /// </summary>
    public static UnstructuredMap? Of(MeshMatch? match, int? port, IstioVersion version)
    {
        if (match is null) return port is null ? null : UnstructuredMap.Of(("port", (long)port));
        var map = UnstructuredMap.Of(
            ("uri", match.Path is null ? null : Text(match.Path)),
            ("method", match.Method is null ? null : UnstructuredMap.Of(("exact", match.Method))),
            ("ignoreUriCase", match.IgnoreCase ? true : null),
            ("headers", Texts(match.Header, header => !IsForbidden(header))),
            ("withoutHeaders", Texts(match.Header, IsForbidden)),
            ("queryParams", Queries(match.Query, IstioBehavior.MatchesQueryPrefix(version))),
            ("port", port is null ? null : (long)port),
            ("sourceLabels", Labels(match.SourceLabel)),
            ("sourceNamespace", match.SourceNamespace),
            ("gateways", match.IsOfCallers ? null : Gateways(match)));
        return map.Count == 0 ? null : map;
    }

    /// <summary>A match of a TCP or TLS route; null when it asks for nothing.</summary>
    public static UnstructuredMap? OfConnection(MeshMatch? match, int? port, IReadOnlyList<string>? sniHosts)
    {
        var map = UnstructuredMap.Of(
            ("sniHosts", sniHosts is null ? null : UnstructuredList.From(sniHosts)),
            ("port", port is null ? null : (long)port),
            ("sourceLabels", match is null ? null : Labels(match.SourceLabel)),
            ("gateways", match is null ? null : Gateways(match)),
            ("sourceNamespace", match?.SourceNamespace));
        return map.Count == 0 ? null : map;
    }

    private static bool IsForbidden(StringMatch header) => header.IsInverse || header.Kind == StringMatchKind.Absent;

    private static UnstructuredMap? Labels(LabelSet labels) => labels.Count == 0 ? null : UnstructuredMap.Of(labels);

    private static UnstructuredList? Gateways(MeshMatch match) => match.Gateway.Count == 0 ? null : UnstructuredList.From(match.Gateway);

    private static UnstructuredMap? Texts(StringMatches matches, Func<StringMatch, bool> wanted)
    {
        var chosen = matches.Where(entry => wanted(entry.Value)).Select(entry => (entry.Key, (object?)Text(entry.Value))).ToArray();
        return chosen.Length == 0 ? null : UnstructuredMap.Of(chosen);
    }

    /// <summary>
    /// What an older Istio does not know of a query parameter it leaves out, and every request with the parameter would match; all know
    /// regular expressions.
    /// </summary>
    private static UnstructuredMap? Queries(StringMatches matches, bool knowsPrefix) =>
        Texts(knowsPrefix
            ? matches
            : StringMatches.Create(matches.Select(entry => new KeyValuePair<string, StringMatch>(entry.Key, WithoutPrefix(entry.Value)))),
            _ => true);

    private static StringMatch WithoutPrefix(StringMatch match) =>
        match.Kind == StringMatchKind.Prefix ? new(StringMatchKind.Regex, Regex.Escape(match.Value) + ".*") : match;

    /// <summary>
    /// An empty StringMatch asks for presence only (istio pilot/pkg/networking/core/route/route.go canBeConvertedToPresentMatch).
    /// </summary>
    public static UnstructuredMap Text(StringMatch match) => match.Kind switch
    {
        StringMatchKind.Exact => UnstructuredMap.Of(("exact", match.Value)),
        StringMatchKind.Prefix => UnstructuredMap.Of(("prefix", match.Value)),
        StringMatchKind.Regex => UnstructuredMap.Of(("regex", match.Value)),
        _ => UnstructuredMap.Empty,
    };
}
