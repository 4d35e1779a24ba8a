using MeshFederation.Istio.Mesh;
using MeshFederation.Istio.Names;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning.Objects;

namespace MeshFederation.Planning.Kinds.DestinationRule;

/// <summary>The DestinationRule of a cluster for its own host: the subsets that callers name, in this cluster and in others.</summary>
internal static class LocalDestinationRuleBuilder
{
    /// <summary>
    /// Where sidecars do not speak the mesh's TLS by themselves, it is a DestinationRule that asks for it, and ours takes the place of a
    /// wider one that does, such as the <c>*.local</c> of Istio 1.4 (istio install/kubernetes/helm/istio/charts/security at 1.4.0).
    /// </summary>
    private static readonly UnstructuredMap MutualTls = UnstructuredMap.Of(("tls", UnstructuredMap.Of(("mode", "ISTIO_MUTUAL"))));

    public static MeshManifest Build(
        PublishingStep step, MeshService service, MeshCluster cluster, IReadOnlyList<LabelSet> subsets, UnstructuredMap labels)
    {
        var maps = subsets.Select(subset => UnstructuredMap.Of(("name", SubsetName.Of(subset)), ("labels", UnstructuredMap.Of(subset))));
        var spec = UnstructuredMap.Of(
            ("host", Hosts.Local(service, cluster)),
            ("trafficPolicy", cluster.UsesAutoMtls() ? null : MutualTls),
            ("subsets", UnstructuredList.From(maps)));
        return IstioObject.Create(
            DestinationRuleKind.Instance, step, cluster, labels, service.Namespace, service.Name, spec, Suppressions.OfLocalRule(cluster));
    }
}
