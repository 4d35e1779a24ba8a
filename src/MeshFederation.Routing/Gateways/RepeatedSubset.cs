using MeshFederation.Istio.Names;
using MeshFederation.Istio.Versions;
using MeshFederation.Model.Objects;

namespace MeshFederation.Routing.Gateways;

/// <summary>
/// A subset that a DestinationRule has twice, of a service that a gateway passes on: before 1.22 the listener gets its chain twice, and
/// Envoy refuses the
/// listener as a whole, whatever service is called (<see cref="IstioBehavior.GatewaysTakeSubsetsOnce"/>).
/// </summary>
/// <param name="Rule">The DestinationRule.</param>
/// <param name="Host">The host of the service.</param>
/// <param name="Name">The name of the subset.</param>
public sealed record RepeatedSubset(MeshManifest Rule, string Host, string Name)
{
    /// <summary>The first of the servers of a listener; null when there is none, or the version takes subsets once.</summary>
    internal static RepeatedSubset? Find(RoutingCluster cluster, GatewayWorkload workload, List<PassthroughServer> servers)
    {
        if (IstioBehavior.GatewaysTakeSubsetsOnce(workload.VersionIn(cluster.Facts))) return null;
        foreach (var rule in cluster.DestinationRules.All)
        {
            if (Twice(rule) is not { } name) continue;
            var said = cluster.DestinationRules.HostOf(rule);
            IEnumerable<string> hosts = HostPattern.IsWildcard(said)
                ? cluster.Services.Hosts.Where(known => HostPattern.Covers(said, known))
                : [said];
            foreach (var host in hosts.Where(known => servers.Exists(server => server.Covers(known))))
            {
                if (cluster.Services.FindAtGateway(host, workload.Namespace) is { } service && PassthroughChains.AreOf(service)
                    && cluster.DestinationRules.For(workload.Proxy, service)?.First == rule)
                {
                    return new(rule, host, name);
                }
            }
        }

        return null;
    }

    private static string? Twice(MeshManifest rule)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return rule.Spec.Maps("subsets").Select(subset => subset.Text("name") ?? "").FirstOrDefault(name => !seen.Add(name));
    }
}
