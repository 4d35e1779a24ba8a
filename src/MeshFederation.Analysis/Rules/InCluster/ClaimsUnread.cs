using MeshFederation.Analysis.Rules.VirtualServices;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Mesh;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Traffic;
using MeshFederation.Routing;

namespace MeshFederation.Analysis.Rules.InCluster;

internal sealed class ClaimsUnread : AbsenceRule
{
    public override string Id => "MF2023";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "Where a gateway routes by claims of tokens, a RequestAuthentication reads them there.";

    public override string Recommendation =>
        "Add a RequestAuthentication for the gateway's pods, in their namespace or in Istio's root namespace.";

    public override string Source => "pkg/config/analysis/analyzers/virtualservice/jwtclaimroute.go (IST0149)";

    public override IEnumerable<Absence> Find(FederationView federation) =>
        from cluster in federation.Mesh.Clusters
        from service in federation.In(cluster.Name).Of(IstioKind.VirtualService).Where(service => RoutedClaims.Of(service).Count > 0)
        let claim = RoutedClaims.Of(service)[0].Name
        from named in service.Spec.Texts("gateways")
        where named.Text != MeshMatch.MeshGatewayName
        let selector = NamedGateways.Find(federation, service, named.Text)?.Spec.Map("selector")
        where selector is { Count: > 0 }
        let pod = PodsOfGateways.Of(cluster).FirstOrDefault(pod => selector.Selects(pod.Labels) && !IsRead(federation, cluster, pod))
        where pod is not null
        select new Absence(
            cluster.Name,
            (report, message, cause) => report.At(service, service.Spec.List("gateways"), named.Index, message, cause),
            $"No RequestAuthentication is for {pod.Reference}, so no request has the claim '{claim}'.",
            $"a RequestAuthentication is for {pod.Reference}, so that requests have the claim '{claim}'",
            IsWhole(cluster, pod.Namespace) && IsWhole(cluster, RootNamespace.Of(cluster.Facts)));

    private static bool IsWhole(RoutingCluster cluster, string space) =>
        cluster.Completeness.IsWhole(ReadKind.RequestAuthentication, space);

    private static bool IsRead(FederationView federation, RoutingCluster cluster, RoutedPod pod) =>
        federation.In(cluster.Name).Of(IstioKind.RequestAuthentication).Any(item =>
            (item.Namespace == pod.Namespace || item.Namespace == RootNamespace.Of(cluster.Facts))
            && (TargetReferences.HasAny(item.Spec)
                || (item.Spec.Map("selector")?.Map("matchLabels") ?? UnstructuredMap.Empty).Selects(pod.Labels)));
}
