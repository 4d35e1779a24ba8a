using MeshFederation.Analysis.Calls;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;

namespace MeshFederation.Analysis.Rules.InCluster;

/// <summary>Without a port, istiod takes the host's only port, else the one that was called: where the host has that too, all is well and the analyzer's message is a false alarm.</summary>
internal sealed class PortSelectorMissing : Rule
{
    public override string Id => "MF2005";

    public override string Title => "A destination of a host with several ports says which is meant.";

    public override string Recommendation => "Add port: {number: NUMBER} to the destination.";

    public override string Source => "pkg/config/analysis/analyzers/virtualservice/destinationhosts.go (IST0112); pilot/pkg/networking/core/route/route.go GetDestinationCluster";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var destination in federation.Destinations.All)
        {
            if (destination.Content.Has("port") || KnownHosts.Find(destination.Cluster, destination.Host, destination.Caller.Namespace) is not { Ports.Count: > 1 } service) continue;
            var called = Called(destination);
            if (called.Count > 0 && called.TrueForAll(port => service.Port(port.Number) is not null)) continue;
            report.At(destination.VirtualService, destination.Content, "port", $"'{service.Host}' has the ports {string.Join(", ", service.Ports)}, and it is not said which is meant.");
        }
    }

    private static List<RoutedPort> Called(NamedDestination destination) =>
        [.. destination.Cluster.VirtualServices.HostsOf(destination.VirtualService).Select(host => destination.Cluster.Services.Find(host, destination.Caller.Namespace)).OfType<RoutedService>().SelectMany(service => service.Ports)];
}
