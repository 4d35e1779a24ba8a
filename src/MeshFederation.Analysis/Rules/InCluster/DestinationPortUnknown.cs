using MeshFederation.Analysis.Calls;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;

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
        foreach (var leg in federation.BrokenHosts.Where(leg => leg.Break.Fault.Id == Id && !leg.IsRouted))
        {
            foreach (var service in leg.Cluster.Services.Named(leg.Host).Where(service => Has(leg, service)))
            {
                report.At(service.Manifest!, service.Manifest!.Spec, "ports", leg.Break.Sentence,
                    new Cause((leg.Host, leg.Break.Sentence)));
            }
        }
    }

    /// <summary>Of several ServiceEntries of one host one is called, and ports that only the others have lead nowhere.</summary>
    private static bool Has(HostLeg leg, RoutedService service) =>
        service is { IsKubernetes: false, Manifest: not null, AliasOf: null } && service.Port(leg.Port.Number) is not null;

    protected override (UnstructuredMap Map, string Key) Place(NamedDestination destination) =>
        (destination.Content.Map("port")!, "number");

    protected override object? CauseOf(NamedDestination destination, DestinationLeg leg) => (destination.Host, leg.Break.Sentence);
}
