using MeshFederation.Istio.Registry;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;
using MeshFederation.Routing.VirtualServices;

namespace MeshFederation.Analysis.Rules.InCluster;

internal sealed class RequestsUnrouted : Rule
{
    public override string Id => "MF2043";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "A port that declares no protocol has an http route where it has a tcp route.";

    public override string Recommendation =>
        "Add an http route with the same destinations: proxies take HTTP on such a port for requests. Or set the port's appProtocol to "
        + "tcp, if it carries none.";

    public override string Source => "pilot/pkg/networking/core/listener.go buildSidecarOutboundListener (ListenerProtocolAuto)";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var cluster in federation.Mesh.Clusters)
        {
            if (!cluster.VirtualServices.All.Any(RoutesConnections)) continue;
            var byHost = cluster.VirtualServices.All.Where(VirtualServiceIndex.BindsSidecars)
                .SelectMany(item => cluster.VirtualServices.HostsOf(item).Distinct(StringComparer.Ordinal), (item, host) => (item, host))
                .GroupBy(pair => pair.host, pair => pair.item, StringComparer.Ordinal);
            foreach (var same in byHost.Where(same => same.Any(RoutesConnections)))
            {
                var ports = cluster.Services.Named(same.Key).SelectMany(service => service.Ports)
                    .Where(port => port.Traffic == PortTraffic.Sniffed);
                foreach (var port in ports.DistinctBy(port => port.Number)) Check(same.Key, port, [.. same], report);
            }
        }
    }

    private static bool RoutesConnections(MeshManifest item) => item.Spec.List("tcp").Count > 0;

    private static void Check(string host, RoutedPort port, List<MeshManifest> items, Report report)
    {
        if (items.Exists(item => item.Spec.Maps("http").Any(route => SidecarMatch.Routes(route, port.Number)))) return;
        foreach (var item in items)
        {
            if (item.Spec.Maps("tcp").FirstOrDefault(route => SidecarMatch.Routes(route, port.Number)) is not { } route) continue;
            var message =
                $"Port {port} of {host} declares no protocol, so its HTTP requests pass this route by, and go to the host itself.";
            report.At(item, route, message, new Cause((item, host), port.ToString()));
        }
    }
}
