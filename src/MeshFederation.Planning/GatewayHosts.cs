using MeshFederation.Istio.Declarations;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Names;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning.Objects;

namespace MeshFederation.Planning;

/// <summary>The splits at gateways of one's own as each client cluster has them.</summary>
internal static class GatewayHosts
{
    /// <summary>The splits of a service in a client cluster, each gateway and host once.</summary>
    public static IEnumerable<MeshGatewaySplit> In(MeshService service, MeshCluster client) => service.GatewaySplit.Count == 0
        ? []
        : service.SeenFrom(client.Name).GatewaySplit.Where(split => split.IsIn(client.Name))
            .GroupBy(split => (split.Gateway, split.Hostname))
            .Select(same => same.First() with { TrafficSplit = TrafficSplits.Ordered(same.SelectMany(split => split.TrafficSplit)) });

    /// <summary>
    /// The name of the VirtualService. Names of services have no dot, so no other object of ours has such a name; where it stands apart
    /// from the service, among those of other namespaces, the service's namespace is part of it.
    /// </summary>
    /// <exception cref="MeshException">It would be too long.</exception>
    public static string NameOf(MeshService service, MeshGatewaySplit split, MeshCluster client)
    {
        var (space, gateway) = (split.Gateway.Split('/')[0], split.Gateway.Split('/')[1]);
        var owner = Placement.OfRoute(service, client) == service.Namespace ? service.Name : $"{service.Name}.{service.Namespace}";
        var name = $"{owner}.{split.Hostname.Replace("*", "any--host", StringComparison.Ordinal)}.{gateway}.{space}";
        return name.Length <= DnsName.SubdomainLength ? name : throw GatewaySplitErrors.TooLong(split, name);
    }

    /// <summary>Requires that the same requests for a host at a gateway are wanted once, and that no two objects have one name.</summary>
    /// <param name="services">The merged services.</param>
    /// <exception cref="MeshException">Two splits want them.</exception>
    public static void Require(IReadOnlyList<MeshService> services)
    {
        var owners = new Dictionary<(string Client, string Gateway, string Hostname, string Match), MeshService>();
        var named = new Dictionary<(string Client, string Namespace, string Name), MeshGatewaySplit>();
        foreach (var service in services.Where(service => service.GatewaySplit.Count > 0))
        {
            foreach (var client in service.ClientCluster)
            {
                foreach (var split in In(service, client))
                {
                    var name = NameOf(service, split, client);
                    var place = (client.Name, Placement.OfRoute(service, client), name);
                    if (!named.TryAdd(place, split)) throw GatewaySplitErrors.OneName(client, name, named[place], split);
                }

                foreach (var (split, match) in In(service, client)
                    .SelectMany(split => split.TrafficSplit, (split, shares) => (split, shares.Match)))
                {
                    var key = (client.Name, split.Gateway, split.Hostname, match?.ToString() ?? "");
                    if (!owners.TryAdd(key, service)) throw GatewaySplitErrors.Shared(client, split, match, owners[key], service);
                }
            }
        }
    }
}
