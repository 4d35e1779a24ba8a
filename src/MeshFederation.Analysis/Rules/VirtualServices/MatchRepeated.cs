using System.Collections.Immutable;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.VirtualServices;

internal sealed class MatchRepeated : ObjectRule
{
    private const int MostPrefixes = 500;

    public override string Id => "MF1323";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "No match comes twice, or is covered by a shorter prefix before it.";

    public override string Recommendation => "Put the longer prefix first, and remove what comes twice.";

    public override string Source => "pkg/config/validation/validation.go analyzeUnreachableHTTPRules, coveredValidation (IST0131)";

    protected override string Kind => IstioKind.VirtualService;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        foreach (var kind in RouteLists.All)
        {
            if (!HasSeveral(manifest.Spec.Maps(kind))) continue;
            var seen = new HashSet<string>(StringComparer.Ordinal);
            var prefixes = new List<(string Prefix, UnstructuredMap Match)>();
            foreach (var match in manifest.Spec.Maps(kind).SelectMany(route => route.Maps("match")))
            {
                if (!seen.Add(MatchText.Of(match))) report.At(manifest, match, "A match before it is the same.");
                else if (match.Map("uri")?.Text("prefix") is { Length: > 0 } prefix) CheckPrefix(manifest, match, prefix, prefixes, report);
            }
        }
    }

    private static bool HasSeveral(ImmutableArray<UnstructuredMap> routes)
    {
        var matches = 0;
        foreach (var route in routes) matches += route.List("match").Count;
        return matches > 1;
    }

    private static void CheckPrefix(
        MeshManifest manifest, UnstructuredMap match, string prefix, List<(string Prefix, UnstructuredMap Match)> prefixes, Report report)
    {
        var shorter = prefixes.Find(other =>
            other.Prefix != prefix && prefix.StartsWith(other.Prefix, StringComparison.Ordinal) && MatchText.AsksLess(other.Match, match));
        if (shorter.Prefix is not null)
            report.At(manifest, match, "uri", $"A match before it takes the prefix '{shorter.Prefix}', and with it '{prefix}'.");
        if (prefixes.Count < MostPrefixes) prefixes.Add((prefix, match));
    }
}
