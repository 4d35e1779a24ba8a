using MeshFederation.Analysis.Calls;
using MeshFederation.Model.Findings;
using MeshFederation.Routing;

namespace MeshFederation.Analysis.Rules.AcrossClusters;

internal sealed class HostNotResolvable : Rule
{
    public override string Id => "MF3022";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "A host of another cluster that callers use by its own name is one that they can look up.";

    public override string Recommendation =>
        "Turn on ISTIO_META_DNS_CAPTURE in meshConfig.defaultConfig.proxyMetadata of the client cluster; ConvertTo-MeshDnsConfiguration "
        + "says what to set.";

    public override string Source =>
        "pilot/pkg/networking/core/listener_builder.go; istio.io docs/ops/configuration/traffic-management/dns-proxy";

    protected override void Examine(FederationView federation, Report report)
    {
        if (!federation.Mesh.Clusters.Any(CapturesNoDns)) return;
        foreach (var way in LookedUpHosts.Of(federation).Where(way => CapturesNoDns(way.Client)))
        {
            var message = $"Nothing in {way.Client.Name} answers to '{way.Service.Host}': its proxies do not capture DNS.";
            report.At(way.Entry, way.Entry.Spec, "hosts", message, new Cause(way.Client.Name, way.Service.Host));
        }
    }

    private static bool CapturesNoDns(RoutingCluster cluster) => cluster.Facts.CapturesDns is false;
}
