using MeshFederation.Model.Findings;

namespace MeshFederation.Analysis.Rules.AnyObject;

internal sealed class WorkloadSelectorEmpty : Rule
{
    public override string Id => "MF1005";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "A selector names labels.";

    public override string Recommendation => "Leave the selector out when all workloads of the namespace are meant, or name their labels.";

    public override string Source => "pkg/config/validation/validation.go ValidateAlphaWorkloadSelector";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var (manifest, labels) in WorkloadSelectors.Of(federation))
        {
            if (labels.Count == 0)
                report.On(manifest, "Its workload selector has no labels, so it holds for every workload of the namespace.");
        }
    }
}
