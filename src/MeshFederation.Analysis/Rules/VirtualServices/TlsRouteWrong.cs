using MeshFederation.Istio.DestinationRules;
using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.VirtualServices;

internal sealed class TlsRouteWrong : ObjectRule
{
    public override string Id => "MF1319";

    public override string Title =>
        "A tls route has a match, each match names SNI hosts of the VirtualService's hosts, and there are destinations.";

    public override string Recommendation => "Add match: [{sniHosts: [HOST]}] with hosts that spec.hosts covers, and a route.";

    public override string Source => "pkg/config/validation/validation.go validateTLSRoute, validateSniHost";

    protected override string Kind => IstioKind.VirtualService;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        foreach (var route in manifest.Spec.Maps("tls"))
        {
            if (route.Maps("route").Length == 0) report.At(manifest, route, "route", "It has no destination.");
            if (!route.Says("match")) report.At(manifest, route, "match", "It has no match.");
            foreach (var match in route.Maps("match"))
            {
                if (!match.Says("sniHosts")) report.At(manifest, match, "sniHosts", "It names no SNI host.");
                foreach (var (index, host) in match.Texts("sniHosts"))
                {
                    if (Fault(manifest, host) is { } fault) report.At(manifest, match.List("sniHosts"), index, fault);
                }
            }
        }
    }

    private static string? Fault(MeshManifest manifest, string host)
    {
        if (IstioText.IsAddress(host)) return null;
        var isSni = SubsetKey.IsTaken(host) && !VirtualServiceGateways.HoldsForMesh(manifest);
        if (!isSni && !IstioText.IsWildcardDomain(host)) return $"'{host}' is no DNS name.";
        return manifest.Spec.Texts("hosts").Any(known => HostPattern.Covers(known.Text, host))
            ? null
            : $"'{host}' is none of the VirtualService's hosts.";
    }
}
