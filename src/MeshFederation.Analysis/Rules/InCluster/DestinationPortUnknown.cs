using MeshFederation.Analysis.Calls;
using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;
using MeshFederation.Routing;
using MeshFederation.Routing.Destinations;
using MeshFederation.Routing.VirtualServices;

namespace MeshFederation.Analysis.Rules.InCluster;

internal sealed class DestinationPortUnknown : BrokenDestinationRule
{
    public override string Id => "MF2004";

    public override string Title => "Every port of a destination is one of its host.";

    public override string Recommendation => "Name the number of the Service's or ServiceEntry's port, not that of the pods.";

    public override string Source => "pkg/config/analysis/analyzers/virtualservice/destinationhosts.go (IST0101)";

    protected override void Examine(FederationView federation, Report report)
    {
        base.Examine(federation, report);
        foreach (var cluster in federation.Mesh.Clusters)
        {
            var spaces = new Lazy<CallerSpaces>(() => new(cluster));
            foreach (var service in cluster.Services.All.Where(service => IsOneOfSeveral(cluster, service)))
                Ports(federation.Mesh, cluster, spaces.Value, service, report);
        }
    }

    /// <summary>Of several ServiceEntries of one host one is called, and ports that only the others have lead nowhere.</summary>
    private void Ports(RoutingMesh mesh, RoutingCluster cluster, CallerSpaces spaces, RoutedService service, Report report)
    {
        foreach (var (port, caller) in service.Ports
            .SelectMany(_ => spaces.Of(cluster.Services.Named(service.Host)), (port, space) => (port, MeshCaller.In(space))))
        {
            var share = new RouteShare(service.Host, "", port.Number, 100, 100);
            var found = DestinationBreaks.Of(mesh, cluster, caller, share, DestinationChooser.Choose(cluster, caller, share));
            if (found?.Fault.Id != Id || !IsCalledItself(cluster, caller, service, port)) continue;
            report.At(service.Manifest!, service.Manifest!.Spec, "ports", found.Sentence, new Cause((service.Host, found.Sentence)));
        }
    }

    private static bool IsOneOfSeveral(RoutingCluster cluster, RoutedService service) =>
        service is { IsKubernetes: false, Manifest: not null, AliasOf: null } && cluster.Services.Named(service.Host).Count > 1;

    /// <summary>Whether no route leads requests, or connections, to a port elsewhere.</summary>
    private static bool IsCalledItself(RoutingCluster cluster, MeshCaller caller, RoutedService service, RoutedPort port)
    {
        var request = new MeshRequest { Authority = service.Host, Port = port.Number };
        return RouteChooser.Choose(cluster, caller, service, port, request).Outcome == RouteOutcome.CalledHost;
    }

    protected override (UnstructuredMap Map, string Key) Place(NamedDestination destination) =>
        (destination.Content.Map("port")!, "number");

    protected override object? CauseOf(NamedDestination destination, DestinationLeg leg) => (destination.Host, leg.Break!.Sentence);
}
