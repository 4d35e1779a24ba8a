using MeshFederation.Analysis.Calls;
using MeshFederation.Analysis.Routing;
using MeshFederation.Analysis.Routing.VirtualServices;
using MeshFederation.Analysis.Rules.InCluster;
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
        var local = federation.Destinations.All.Where(destination => IsLocal(federation, destination)).Select(destination => (destination.Cluster, destination.Host)).ToHashSet();
        var said = new HashSet<MeshManifest>();
        foreach (var way in federation.Ways)
        {
            if (way.Client.Facts.Facts is not { DnsCapture: false } || local.Contains((way.Client, way.Service.Host)) || !said.Add(way.Entry)) continue;
            var message = $"Nothing in {way.Client.Name} answers to '{way.Service.Host}': its proxies do not capture DNS.";
            report.At(way.Entry, way.Entry.Spec, "hosts", message, new Cause(way.Client.Name, way.Service.Host));
        }
    }

    /// <summary>Whether requests to a host that the cluster's own DNS has, which is that of a Service, are sent there.</summary>
    private static bool IsLocal(FederationView federation, NamedDestination destination) => VirtualServiceIndex.BindsSidecars(destination.VirtualService)
        && destination.Cluster.VirtualServices.HostsOf(destination.VirtualService).Any(host => IsOfService(federation, destination.Cluster, host));

    /// <summary>Where no Service of the namespace is among the objects, that of the host is taken to be there.</summary>
    private static bool IsOfService(FederationView federation, RoutingCluster cluster, string host) => cluster.Services.Named(host).Any(service => service.IsKubernetes)
        || (host.EndsWith(".svc." + cluster.Facts.ClusterDomain, StringComparison.Ordinal) && !KnownHosts.WouldBeKnown(federation, cluster, host));
}
