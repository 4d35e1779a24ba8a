using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Findings;

namespace MeshFederation.Analysis.Rules.InCluster;

internal sealed class GatewayWithoutPods : Rule
{
    public override string Id => "MF2016";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "The selector of a Gateway selects pods.";

    public override string Recommendation =>
        "Name the labels of the gateway's pods in spec.selector, as istio: ingressgateway or istio: eastwestgateway. Where istiod has "
        + $"{IstiodVariable.ScopeGateway}=true, put the Gateway into the namespace of these pods.";

    public override string Source => "pkg/config/analysis/analyzers/gateway/gateway.go (IST0101)";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var cluster in federation.Mesh.Clusters.Where(cluster => cluster.Pods.AreAllKnown))
        {
            foreach (var gateway in cluster.Gateways.All)
            {
                if (gateway.Spec.Map("selector") is not { Count: > 0 }) continue;
                if (PodsOfGateways.Of(cluster, gateway).Any()) continue;
                var selectors = cluster.Gateways.SelectorsOf(gateway);
                var labels = string.Join(" or ", selectors.Select(selector => selector.Describe()));
                var isElsewhere = PodsOfGateways.Of(cluster).Any(pod => selectors.Exists(selector => selector.Selects(pod.Labels)));
                var message = isElsewhere
                    ? $"No pod of {gateway.Namespace} has the labels {labels}, and istiod has {IstiodVariable.ScopeGateway}=true."
                    : $"No pod has the labels {labels}.";
                report.At(gateway, gateway.Spec, "selector", message, new Cause(isElsewhere ? gateway.Namespace + labels : labels));
            }
        }
    }
}
