using MeshFederation.Analysis.Calls;

namespace MeshFederation.Analysis.Rules.AcrossClusters;

/// <summary>Tells a subset that the serving gateway is not given from one that is not there.</summary>
internal static class HiddenSubsets
{
    public static bool Has(GatewayCall way) => way.Chain is { Service: { } service, Key: { } key }
        && way.Server.DestinationRules.HiddenFrom(way.Workload.Proxy, service).Any(hidden => hidden.Rule.Spec.Maps("subsets").Any(subset => subset.Text("name") == key.Subset));
}
