using MeshFederation.Analysis.Faults;
using MeshFederation.Model.Findings;

namespace MeshFederation.Analysis.Rules.InCluster;

internal sealed class DestinationUnweighted : Rule
{
    private static readonly HashSet<Fault> Faults =
        [CallFaults.DestinationUnknown, CallFaults.DestinationPort, CallFaults.DestinationPortUnsaid, CallFaults.DestinationSubset];

    public override string Id => "MF2035";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "A destination without weight could take requests, once it is given one.";

    public override string Recommendation => "Mend the destination before it is given weight, or take it away.";

    public override string Source => "pilot/pkg/networking/core/route/route.go: clusters of weight 0 are left out beside others";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var destination in federation.Destinations.All.Where(item => item.IsUnused))
        {
            if (destination.Broken is not [{ Break: { } found }, ..] || !Faults.Contains(found.Fault)) continue;
            report.At(destination.VirtualService, destination.Holder, "destination",
                $"{found.Sentence} It has no weight, so no request goes there yet.", new Cause((destination.Host, found.Sentence)));
        }
    }
}
