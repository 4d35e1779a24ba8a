using MeshFederation.Istio.Gateways;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Findings;

namespace MeshFederation.Analysis.Rules.AuthorizationPolicies;

internal sealed class SelectorIneffective : Rule
{
    public override string Id => "MF1712";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "A policy for a gateway of the Gateway API names it in targetRefs.";

    public override string Recommendation => "Use targetRefs with the Gateway's name instead of the selector.";

    public override string Source => "pkg/config/analysis/analyzers/k8sgateway/workloadselector.go (IST0166)";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var cluster in federation.Mesh.Clusters)
        {
            foreach (var policy in ((string[])[IstioKind.AuthorizationPolicy, IstioKind.RequestAuthentication])
                .SelectMany(federation.In(cluster.Name).Of))
            {
                if (TargetReferences.HasAny(policy.Spec) || policy.Spec.Map("selector")?.Map("matchLabels") is not { } labels) continue;
                var pod = cluster.Pods.In(policy.Namespace)
                    .FirstOrDefault(pod => pod.Labels.ContainsKey(GatewayApi.NameLabel) && labels.Selects(pod.Labels));
                if (pod is not null)
                {
                    report.At(
                        policy,
                        policy.Spec,
                        "selector",
                        $"It selects pods of the Gateway {pod.Labels.Text(GatewayApi.NameLabel)}, for which a selector does nothing.");
                }
            }
        }
    }
}
