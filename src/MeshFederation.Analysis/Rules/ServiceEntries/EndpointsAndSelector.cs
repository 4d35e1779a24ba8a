using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.ServiceEntries;

internal sealed class EndpointsAndSelector : ObjectRule
{
    public override string Id => "MF1103";

    public override string Title => "A ServiceEntry has endpoints or a workloadSelector, not both.";

    public override string Recommendation =>
        "Remove one of them: endpoints are addresses, a workloadSelector chooses pods and WorkloadEntries of the namespace.";

    public override string Source => "pkg/config/validation/validation.go ValidateServiceEntry";

    protected override string Kind => IstioKind.ServiceEntry;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        if (manifest.Spec.Has("workloadSelector") && manifest.Spec.Has("endpoints"))
            report.At(manifest, manifest.Spec, "workloadSelector", "It has both endpoints and a workloadSelector.");
    }
}
