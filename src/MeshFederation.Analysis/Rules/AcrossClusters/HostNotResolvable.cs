using MeshFederation.Analysis.Calls;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.AcrossClusters;

internal sealed class HostNotResolvable : Rule
{
    public override string Id => "MF3022";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "A host of another cluster that callers use by its own name is one that they can look up.";

    public override string Recommendation => "Turn on ISTIO_META_DNS_CAPTURE in meshConfig.defaultConfig.proxyMetadata of the client cluster; ConvertTo-MeshDnsConfiguration says what to set.";

    public override string Source => "pilot/pkg/networking/core/listener_builder.go; istio.io docs/ops/configuration/traffic-management/dns-proxy";

    protected override void Examine(FederationView federation, Report report)
    {
        var said = new HashSet<MeshManifest>();
        foreach (var way in federation.Ways)
        {
            if (way.Client.Facts.Facts is not { DnsCapture: false } || federation.Destinations.All.Any(destination => destination.Cluster == way.Client && destination.Host == way.Service.Host && IsLocal(way, destination)) || !said.Add(way.Entry)) continue;
            report.At(way.Entry, way.Entry.Spec, "hosts", $"Nothing in {way.Client.Name} answers to '{way.Service.Host}': its proxies do not capture DNS.");
        }
    }

    /// <summary>Whether requests to a host that the cluster's own DNS has are sent there.</summary>
    private static bool IsLocal(GatewayCall way, NamedDestination destination) =>
        way.Client.VirtualServices.HostsOf(destination.VirtualService).Any(host => host.EndsWith(".svc." + way.Client.Facts.ClusterDomain, StringComparison.Ordinal));
}
