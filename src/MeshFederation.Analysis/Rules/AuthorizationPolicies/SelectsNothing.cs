using MeshFederation.Istio.Mesh;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Findings;

namespace MeshFederation.Analysis.Rules.AuthorizationPolicies;

internal sealed class SelectsNothing : Rule
{
    public override string Id => "MF1710";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "The selector of a policy selects pods.";

    public override string Recommendation => "Correct the labels in the selector.";

    public override string Source => "pkg/config/analysis/analyzers/authz/authorizationpolicies.go (IST0127)";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var (kind, cluster) in federation.Mesh.Clusters.SelectMany(
            cluster => (string[])[IstioKind.AuthorizationPolicy, IstioKind.PeerAuthentication], (cluster, kind) => (kind, cluster)))
        {
            foreach (var policy in federation.In(cluster.Name).Of(kind))
            {
                if (policy.Spec.Map("selector")?.Map("matchLabels") is not { Count: > 0 } labels) continue;
                var isForAll = policy.Namespace == RootNamespace.Of(cluster.Facts);
                if (isForAll ? !cluster.Pods.AreAllKnown : !cluster.Pods.AreKnown(policy.Namespace)) continue;
                var pods = isForAll ? InCluster.PodsOfGateways.Of(cluster) : cluster.Pods.In(policy.Namespace);
                if (!pods.Any(pod => labels.Selects(pod.Labels)))
                {
                    report.At(policy, policy.Spec, "selector",
                        $"No pod of {(isForAll ? "the mesh" : policy.Namespace)} has the labels {labels.Describe()}.");
                }
            }
        }
    }
}
