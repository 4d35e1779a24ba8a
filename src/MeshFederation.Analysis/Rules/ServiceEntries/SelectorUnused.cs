using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.ServiceEntries;

internal sealed class SelectorUnused : ObjectRule
{
    public override string Id => "MF1115";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "A ServiceEntry with resolution NONE has no workloadSelector.";

    public override string Recommendation => "Use resolution STATIC with a workloadSelector.";

    public override string Source => "pkg/config/validation/validation.go ValidateServiceEntry";

    protected override string Kind => IstioKind.ServiceEntry;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        if (EntryResolution.Of(manifest) == EntryResolution.None && manifest.Spec.Has("workloadSelector"))
        {
            report.At(
                manifest, manifest.Spec, "workloadSelector", "With resolution NONE the workloads that it selects get no connections.");
        }
    }
}
