using MeshFederation.Istio.Names;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning.Objects;
using MeshFederation.Planning.Policies;

namespace MeshFederation.Planning.Kinds.DestinationRule;

/// <summary>
/// The DestinationRule of a cluster for its own host: the subsets that callers name, in this cluster and in others, and what callers of
/// this cluster do about connections.
/// </summary>
internal static class LocalDestinationRuleBuilder
{
    public static MeshManifest Build(
        PublishingStep step, MeshService service, MeshCluster cluster, IReadOnlyList<LabelSet> subsets, UnstructuredMap labels) =>
            IstioObject.Create(
                DestinationRuleKind.Instance,
                step,
                cluster,
                labels,
                service.Namespace,
                service.Name,
                Spec(service, cluster, subsets),
                Suppressions.OfLocalRule(cluster));

    /// <summary>
    /// What the host and its subsets are. Policies are those of callers, so they are left out where the service is not called from the
    /// cluster.
    /// </summary>
    public static UnstructuredMap Spec(MeshService service, MeshCluster cluster, IReadOnlyList<LabelSet> subsets)
    {
        var called = service.ClientCluster.Any(client => client.Name == cluster.Name) ? service : service with { Policy = [] };
        var host = new LocalHost(called, cluster, LabelSet.Empty);
        var (whole, parts) = DestinationPolicies.Of(host, subsets.Select(subset => new LocalHost(called, cluster, subset)));
        var maps = subsets.Zip(parts, (subset, policy) => UnstructuredMap.Of(
            ("name", SubsetName.Of(subset)),
            ("labels", UnstructuredMap.Of(subset)),
            ("trafficPolicy", policy))).ToList();
        return UnstructuredMap.Of(
            ("host", Hosts.Local(service, cluster)),
            ("trafficPolicy", whole),
            ("subsets", maps.Count == 0 ? null : SharedParts.Of(UnstructuredList.From(maps))));
    }
}
