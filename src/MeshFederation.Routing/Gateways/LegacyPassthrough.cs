using MeshFederation.Istio.DestinationRules;
using MeshFederation.Istio.Versions;

namespace MeshFederation.Routing.Gateways;

/// <summary>
/// The one chain that a gateway has for each server before 1.8.6 and 1.9.5: the server's hosts are matched against the server name itself,
/// and the name, rewritten by tcp_cluster_rewrite where an EnvoyFilter says so, is the name of the cluster that is called
/// (istio 1.8.5 pilot/pkg/networking/core/v1alpha3/networkfilter.go buildOutboundAutoPassthroughFilterStack).
/// </summary>
internal static class LegacyPassthrough
{
    public static ChainAnswer Find(RoutingCluster cluster, GatewayWorkload workload, IReadOnlyList<PassthroughServer> servers, string sni)
    {
        var version = workload.VersionIn(cluster.Facts);
        var server = servers.FirstOrDefault(server => server.Covers(sni));
        if (server is null)
        {
            var hosts = string.Join(", ", servers.SelectMany(item => item.Hosts).Distinct(StringComparer.Ordinal));
            return new(
                ChainOutcome.HostNotCovered,
                $"in Istio {version} a server's hosts must cover the server name itself, and {hosts} do not cover '{sni}'")
            {
                Key = SubsetKey.Parse(sni)
            };
        }

        if (IstioBehavior.RouterModeByHand(version) && workload is { IsSeen: true, IsSniDnat: false })
        {
            return new(
                ChainOutcome.RouterMode,
                $"in Istio {version} the gateway needs ISTIO_META_ROUTER_MODE=sni-dnat to have clusters for such names, and it is not set")
            {
                Server = server
            };
        }

        var (name, rewriter) = ClusterRewrites.Apply(cluster, workload, sni);
        if (SubsetKey.Parse(name) is not { } key)
        {
            return new(
                ChainOutcome.NotSubsetKey, $"the cluster '{name}' that it names does not exist")
            { Server = server, Rewriter = rewriter };
        }
        var answer = PassthroughChains.ServedBy(cluster, workload, key);
        var how = rewriter is null ? "" : $"{rewriter} makes it '{name}'; ";
        return answer with
        {
            Server = server,
            Rewriter = rewriter,
            Outcome = answer.Outcome == ChainOutcome.Served ? ChainOutcome.Served : ChainOutcome.NoCluster,
            Why = how + answer.Why
        };
    }
}
