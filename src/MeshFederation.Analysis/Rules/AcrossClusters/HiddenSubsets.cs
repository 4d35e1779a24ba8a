using MeshFederation.Analysis.Calls;
using MeshFederation.Routing;
using MeshFederation.Routing.Gateways;

namespace MeshFederation.Analysis.Rules.AcrossClusters;

/// <summary>Tells a subset that the serving gateway is not given from one that is not there.</summary>
internal static class HiddenSubsets
{
    public static bool Has(GatewayCall way) => Has(way.Server, way.Workload, way.Chain);

    public static bool Has(RoutingCluster server, GatewayWorkload workload, ChainAnswer chain) =>
        chain is { Service: { } service, Key: { } key }
            && server.DestinationRules.HiddenFrom(workload.Proxy, service)
                .Any(hidden => hidden.Rule.Spec.Maps("subsets").Any(subset => subset.Text("name") == key.Subset));
}
