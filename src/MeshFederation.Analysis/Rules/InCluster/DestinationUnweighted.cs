using MeshFederation.Model.Findings;

namespace MeshFederation.Analysis.Rules.InCluster;

internal sealed class DestinationUnweighted : Rule
{
    public override string Id => "MF2035";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "A destination without weight could take requests, once it is given one.";

    public override string Recommendation => "Mend the destination before it is given weight, or take it away.";

    public override string Source => "pilot/pkg/networking/core/route/route.go: clusters of weight 0 are left out beside others";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var destination in federation.Destinations.All.Where(destination => destination.IsUnused))
        {
            var why = DestinationHostUnknown.Fault(federation, destination) is { } host ? host + "."
                : DestinationSubsetUnknown.Fault(destination)?.Why ?? DestinationPortUnknown.Fault(destination);
            if (why is not null)
            {
                report.At(destination.VirtualService, destination.Holder, "destination",
                    $"{why} It has no weight, so no request goes there yet.", new Cause((destination.Host, why)));
            }
        }
    }
}
