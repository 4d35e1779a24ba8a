using MeshFederation.Istio.DestinationRules;
using MeshFederation.Istio.Mesh;
using MeshFederation.Istio.Registry;
using MeshFederation.Istio.Versions;
using MeshFederation.Istio.Visibility;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Routing.ControlPlane;

namespace MeshFederation.Routing;

/// <summary>
/// The versions that stand for all others in what callers of a cluster are given, where nobody said which it has. A cluster without objects
/// that these take otherwise has none, so that nothing is said of what it does not use. What old versions do otherwise with all of a kind
/// is not asked, since it would be said of nearly every cluster that has one: whether sidecars speak the mesh's TLS by themselves (1.5),
/// see endpoints that name a network (1.7.2), and call the gateways of networks (1.8, and 1.19 those of the Gateway API). Nor is one that
/// does not serve the cluster's objects.
/// </summary>
internal static class DecidingVersions
{
    public static List<IstioVersion> Of(RoutingCluster cluster)
    {
        var versions = new List<IstioVersion>();
        if (!cluster.Facts.IsVersionAssumed) return versions;
        if (AreMerged(cluster)) versions.AddRange(IstioBehavior.OlderRuleMerging);
        if (AreOrdered(cluster)) versions.AddRange(IstioBehavior.OtherEndpointOrders);
        if (cluster.Facts.AreObjectsSelectedByVersion()) versions.AddRange(IstioBehavior.OlderSelectors);
        if (ExportScope.NamesNamespaces(cluster.Facts.MeshConfig)) versions.AddRange(IstioBehavior.OlderDefaultExports);
        return [.. versions.Distinct().Where(cluster.MayHave)];
    }

    /// <summary>Whether DestinationRules of one host and namespace are exported otherwise, or for chosen proxies.</summary>
    private static bool AreMerged(RoutingCluster cluster)
    {
        var rules = cluster.DestinationRules;
        return rules.All.Where(rule => MergedRule.SelectorOf(rule) is not null || MergedRule.ExportToOf(rule).Count > 0).Any(rule =>
            rules.Named(rules.HostOf(rule)).Any(other => other.Namespace == rule.Namespace && other.Name != rule.Name));
    }

    /// <summary>Whether localities or labels give endpoints an order that is not the same in all versions.</summary>
    private static bool AreOrdered(RoutingCluster cluster)
    {
        var rules = cluster.DestinationRules;
        if (rules.All.Any(rule => Levels(rule).Any(FailoverPriorities.SaysZones))) return true;
        return rules.All.Any(Orders) && cluster.Services.All.Any(service =>
            service.Resolution == ServiceResolution.Dns && rules.Covering(service.Host).Any(Orders));

        bool Orders(MeshManifest rule) => Levels(rule).Any(level => FailoverPriorities.MayHold(level, cluster.Facts.MeshConfig));
    }

    private static IEnumerable<UnstructuredMap> Levels(MeshManifest rule) => rule.Spec.Maps("subsets").Prepend(rule.Spec);
}
