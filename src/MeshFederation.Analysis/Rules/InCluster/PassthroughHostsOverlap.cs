using MeshFederation.Istio.Mesh;
using MeshFederation.Istio.Names;
using MeshFederation.Routing;
using MeshFederation.Routing.Gateways;

namespace MeshFederation.Analysis.Rules.InCluster;

/// <summary>
/// Neither istiod nor its analyzers see this: they compare the hosts' texts (pilot/pkg/model/gateway.go CheckDuplicates).
/// </summary>
internal sealed class PassthroughHostsOverlap : VersionRule
{
    public override string Id => "MF2013";

    public override string Title => "No service is passed on by two AUTO_PASSTHROUGH servers of one workload, port and address.";

    public override string Recommendation =>
        "Remove the narrower of the two hosts; the wider one passes the service on already. Envoy refuses a listener that has a chain "
        + "twice, and with it all calls from other clusters.";

    public override string Source => "pilot/pkg/networking/core/gateway.go builtAutoPassthroughFilterChains";

    public override IEnumerable<VersionFault> Find(FederationView federation)
    {
        foreach (var cluster in federation.Mesh.Clusters.Where(cluster => IstiodSettings.HasChainsPerService(cluster.Facts)))
        {
            var servers = GatewayServer.Of(cluster).Where(server => server.IsAutoPassthrough).ToList();
            var wide = servers.SelectMany(server =>
                server.Hosts().Where(host => HostPattern.IsWildcard(host.Host)).Select(host => (Server: server, host.Host))).ToList();
            foreach (var server in servers)
            {
                foreach (var (index, host) in server.Hosts())
                {
                    if (Wider(wide, server, host, cluster) is not var (other, pattern) || !HasService(cluster, server, host)) continue;
                    if (IsCalled(federation, cluster, server, other)) continue;
                    yield return Fault(cluster, server, index, $"'{pattern}' of {other} passes '{host}' on too.",
                        $"the gateways of {cluster.Name} have a chain for each service, and '{host}' twice beside '{pattern}',",
                        new((server, other), host));
                }
            }
        }
    }

    private static VersionFault Fault(
        RoutingCluster cluster, GatewayServer server, int index, string sentence, string question, Cause cause) => new(
            cluster.Facts,
            (report, message, why) => report.At(server.Gateway, server.Content.List("hosts"), index, message, why),
            sentence,
            question,
            cause);

    /// <summary>A wildcard of another server that covers a host on the same workload, port and address; null where none does.</summary>
    private static (GatewayServer Server, string Host)? Wider(
        List<(GatewayServer Server, string Host)> wide, GatewayServer server, string host, RoutingCluster cluster)
    {
        foreach (var (other, pattern) in wide)
        {
            if (pattern != host && HostPattern.Covers(pattern, host) && IsAnothers(other, server) && other.Listener == server.Listener
                && other.MayShareWorkload(server, cluster))
            {
                return (other, pattern);
            }
        }

        return null;
    }

    /// <summary>Whether calls of other clusters break on it, which MF3008 says.</summary>
    private static bool IsCalled(FederationView federation, RoutingCluster cluster, GatewayServer one, GatewayServer other) =>
        federation.Ways.Any(way =>
            way.Server == cluster
            && way.Chain is { Server: { } first, Second: { } second }
            && ((Is(first, one) && Is(second, other)) || (Is(first, other) && Is(second, one))));

    private static bool Is(PassthroughServer server, GatewayServer known) => server.Gateway == known.Gateway && server.Index == known.Index;

    private static bool IsAnothers(GatewayServer one, GatewayServer other) => one.Gateway != other.Gateway || one.Index != other.Index;

    /// <summary>Whether there is a service to pass on that the gateway's pods are given, wherever these are.</summary>
    private static bool HasService(RoutingCluster cluster, GatewayServer server, string host)
    {
        var spaces = PodsOfGateways.Of(cluster, server.Gateway).Select(pod => pod.Namespace)
            .Append(server.Gateway.Namespace).Append(cluster.Gateways.Declared.Namespace).ToList();
        IEnumerable<string> hosts = HostPattern.IsWildcard(host)
            ? cluster.Services.Hosts.Where(known => HostPattern.Covers(host, known))
            : [host];
        return hosts.SelectMany(cluster.Services.Named).Any(service =>
            PassthroughChains.AreOf(service) && spaces.Exists(space => service.ExportTo.Reaches(space)));
    }
}
