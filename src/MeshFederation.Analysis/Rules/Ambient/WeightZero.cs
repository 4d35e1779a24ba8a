using MeshFederation.Analysis.Ambient;
using MeshFederation.Model.Findings;

namespace MeshFederation.Analysis.Rules.Ambient;

internal sealed class WeightZero : Rule
{
    public override string Id => "MF6010";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "A WorkloadEntry of another network has a weight of 1 or more, or none.";

    public override string Recommendation => "Delete the WorkloadEntry to send nothing there; open connections stay all the same.";

    public override string Source => "pilot/pkg/serviceregistry/ambient/workloads.go: capacity";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var entry in TunnelCall.Of(federation.Mesh).SelectMany(call => call.Entries).Distinct())
        {
            if (entry.Spec.Number("weight") is 0)
                report.At(entry, entry.Spec, "weight", "A weight of 0 counts as 1: ztunnels send connections there still.");
        }
    }
}
