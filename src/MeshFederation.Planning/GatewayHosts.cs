using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Planning;

/// <summary>The splits at gateways of one's own as each client cluster has them.</summary>
internal static class GatewayHosts
{
    /// <summary>The splits of a service in a client cluster, each gateway and host once.</summary>
    public static IEnumerable<MeshGatewaySplit> In(MeshService service, MeshCluster client) => service.GatewaySplit.Where(split => split.IsIn(client.Name))
        .GroupBy(split => (split.Gateway, split.Hostname))
        .Select(same => same.First() with { TrafficSplit = TrafficSplits.Ordered(same.SelectMany(split => split.TrafficSplit)) });

    /// <summary>Requires that the same requests for a host at a gateway are wanted once.</summary>
    /// <param name="services">The merged services.</param>
    /// <exception cref="MeshException">Two splits want them.</exception>
    public static void Require(IReadOnlyList<MeshService> services)
    {
        var owners = new Dictionary<(string Client, string Gateway, string Hostname, string Match), MeshService>();
        foreach (var service in services.Where(service => service.GatewaySplit.Count > 0))
        {
            foreach (var client in service.ClientCluster)
            {
                foreach (var (split, match) in In(service, client).SelectMany(split => split.TrafficSplit, (split, shares) => (split, shares.Match)))
                {
                    var key = (client.Name, split.Gateway, split.Hostname, match?.ToString() ?? "");
                    if (!owners.TryAdd(key, service)) throw GatewaySplitErrors.Shared(client, split, match, owners[key], service);
                }
            }
        }
    }
}
