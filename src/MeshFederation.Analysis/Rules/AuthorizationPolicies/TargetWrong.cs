using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.AuthorizationPolicies;

internal sealed class TargetWrong : ObjectRule
{
    public override string Id => "MF1701";

    public override string Title =>
        "An AuthorizationPolicy chooses workloads by a selector or by targetRefs, not by both, and a target is named in the policy's own "
        + "namespace.";

    public override string Recommendation =>
        "Keep one of selector and targetRefs; a target is a Service, ServiceEntry, Gateway or GatewayClass.";

    public override string Source => "pkg/config/validation/validation.go validateOneOfSelectorType, validatePolicyTargetReference";

    protected override string Kind => IstioKind.AuthorizationPolicy;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        PolicyTargets.Check(manifest, report);
    }
}
