using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Mesh;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;
using MeshFederation.Routing;

namespace MeshFederation.Analysis.Rules.InCluster;

internal sealed class ClaimsUnread : Rule
{
    public override string Id => "MF2023";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "Where a gateway routes by claims of tokens, a RequestAuthentication reads them there.";

    public override string Recommendation =>
        "Add a RequestAuthentication for the gateway's pods, in their namespace or in Istio's root namespace.";

    public override string Source => "pkg/config/analysis/analyzers/virtualservice/jwtclaimroute.go (IST0149)";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var cluster in federation.Mesh.Clusters)
        {
            foreach (var service in federation.In(cluster.Name).Of(IstioKind.VirtualService))
            {
                if (!VirtualServices.RoutedClaims.Of(service).Any()) continue;
                foreach (var (index, name) in service.Spec.Texts("gateways"))
                {
                    if (name == "mesh"
                        || NamedGateways.Find(federation, service, name)?.Spec.Map("selector") is not { Count: > 0 } selector)
                    {
                        continue;
                    }
                    var pod =
                        PodsOfGateways.Of(cluster).FirstOrDefault(pod => selector.Selects(pod.Labels) && !IsRead(federation, cluster, pod));
                    if (pod is not null)
                    {
                        report.At(
                            service,
                            service.Spec.List("gateways"),
                            index,
                            $"No RequestAuthentication is for {pod.Reference}, so no request has the claim "
                            + $"'{VirtualServices.RoutedClaims.Of(service).First().Name}'.");
                    }
                }
            }
        }
    }

    private static bool IsRead(FederationView federation, RoutingCluster cluster, RoutedPod pod) =>
        federation.In(cluster.Name).Of(IstioKind.RequestAuthentication).Any(item =>
            (item.Namespace == pod.Namespace || item.Namespace == RootNamespace.Of(cluster.Facts))
            && (item.Spec.Has("targetRef")
                || item.Spec.Says("targetRefs")
                || (item.Spec.Map("selector")?.Map("matchLabels") ?? UnstructuredMap.Empty).Selects(pod.Labels)));
}
