using MeshFederation.Istio.DestinationRules;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Endpoints;

/// <summary>
/// The destinations that are connected to at the address that the application called: headless Services, resolution NONE, and what a
/// DestinationRule
/// balances by PASSTHROUGH (istio pilot/pkg/networking/core/cluster_builder.go buildSubsetCluster, cluster_traffic_policy.go
/// applyLoadBalancer).
/// </summary>
public static class CalledAddresses
{
    /// <summary>Whether the called address is what is connected to.</summary>
    /// <param name="service">The service of the destination.</param>
    /// <param name="rule">The DestinationRule that applies; null when none does.</param>
    /// <param name="subset">The subset; null for the host as a whole.</param>
    /// <param name="port">The port of the destination.</param>
    /// <returns>True when it is, whatever labels a subset has.</returns>
    public static bool AreUsed(RoutedService service, MergedRule? rule, RuleSubset? subset, int port) =>
        service.Resolution == ServiceResolution.None || IsBalancer(TrafficPolicies.Part(rule, subset, port, "loadBalancer"));

    /// <summary>
    /// Whether pods are among the endpoints of a ServiceEntry: its name is not looked up as these, so that nothing tells which address is
    /// called.
    /// </summary>
    /// <param name="service">The service.</param>
    /// <param name="endpoints">Its endpoints.</param>
    /// <returns>True when some are.</returns>
    public static bool AreBesidePods(RoutedService service, IReadOnlyList<RoutedEndpoint> endpoints)
    {
        if (service.IsKubernetes) return false;
        for (var i = 0; i < endpoints.Count; i++)
        {
            if (endpoints[i].Pod is not null) return true;
        }

        return false;
    }

    /// <summary>
    /// Whether the mesh's TLS is spoken to such addresses: only where all endpoints that are known speak it, and none at all is not enough
    /// (istio pilot/pkg/model/push_context.go BestEffortInferServiceMTLSMode). Where the rule balances so by its settings of a port
    /// alone, it counts as for others.
    /// </summary>
    internal static bool? SpeakMeshTls(IstioCluster cluster, RoutedService service, UnstructuredMap? policy, int port)
    {
        if (service.Resolution != ServiceResolution.None && !IsPassthrough(policy)) return true;
        if (service.Port(port) is not { } known) return false;
        if (service.IsKubernetes && cluster.Pods
            .Select(service, UnstructuredMap.Empty).Knowledge is PodKnowledge.Nothing or PodKnowledge.Versions)
        {
            return null;
        }

        var endpoints = ServiceEndpoints.All(cluster, service, known).Where(static endpoint => !endpoint.IsUnhealthy).ToList();
        return endpoints.Count > 0 && endpoints.TrueForAll(endpoint => endpoint.SpeaksMeshTls);
    }

    private static bool IsPassthrough(UnstructuredMap? policy) => IsBalancer(policy?.Map("loadBalancer"));

    private static bool IsBalancer(UnstructuredMap? balancer) => balancer?.Text("simple") is "PASSTHROUGH";
}
