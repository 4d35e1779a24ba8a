using MeshFederation.Istio.Objects;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.VirtualServices;

internal sealed class RouteUnreachable : ObjectRule
{
    public override string Id => "MF1322";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title =>
        "Every route can get a request: none stands behind one that takes everything, or whose matches are its own.";

    public override string Recommendation => "Move the route without a match to the end, and remove what comes twice.";

    public override string Source => "pkg/config/validation/validation.go analyzeUnreachableHTTPRules (IST0130)";

    protected override string Kind => IstioKind.VirtualService;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        foreach (var kind in RouteLists.All)
        {
            if (manifest.Spec.List(kind).Count < 2) continue;
            var seen = new HashSet<string>(StringComparer.Ordinal);
            var openEnded = false;
            foreach (var route in manifest.Spec.Maps(kind))
            {
                var matches = route.Maps("match").Select(MatchText.Of).ToList();
                if (openEnded) report.At(manifest, route, "A route before it takes every request.");
                else if (matches.Count > 0 && matches.TrueForAll(seen.Contains))
                    report.At(manifest, route, "match", "Routes before it have all of its matches.");
                openEnded |= matches.Count == 0;
                seen.UnionWith(matches);
            }
        }
    }
}
