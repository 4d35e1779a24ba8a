using MeshFederation.Istio.DestinationRules;
using MeshFederation.Istio.Mesh;
using MeshFederation.Istio.Registry;

namespace MeshFederation.Routing.Gateways;

/// <summary>
/// The chains of a gateway that passes the mesh's TLS on: one for each service, port and subset that a server's hosts cover, each for one
/// exact server name (istio pilot/pkg/networking/core/gateway.go builtAutoPassthroughFilterChains).
/// </summary>
public static class PassthroughChains
{
    /// <summary>What a gateway does with a server name.</summary>
    /// <param name="cluster">The cluster of the gateway.</param>
    /// <param name="workload">The gateway.</param>
    /// <param name="sni">The server name.</param>
    /// <returns>The answer.</returns>
    public static ChainAnswer Find(RoutingCluster cluster, GatewayWorkload workload, string sni) =>
        Find(cluster, workload, new ServerName(sni));

    /// <summary>What a gateway does with the server name that a caller sends.</summary>
    /// <param name="cluster">The cluster of the gateway.</param>
    /// <param name="workload">The gateway.</param>
    /// <param name="tls">The TLS that the caller speaks.</param>
    /// <returns>The answer.</returns>
    public static ChainAnswer Find(RoutingCluster cluster, GatewayWorkload workload, UpstreamTls tls) =>
        Find(cluster, workload, new ServerName(tls));

    private static ChainAnswer Find(RoutingCluster cluster, GatewayWorkload workload, ServerName sni)
    {
        var answer = Decide(cluster, workload, sni);
        return workload.IsVersionAssumedIn(cluster.Facts) && Otherwise(cluster, workload, sni, answer) is { } other
            ? answer with { Otherwise = other }
            : answer;
    }

    /// <summary>
    /// Whether the single chain would take a name that is served is not asked: hosts that are written for a chain of each service do not
    /// cover such names, so that it would be said of nearly every gateway whose version nobody said.
    /// </summary>
    private static ChainAnswer? Otherwise(RoutingCluster cluster, GatewayWorkload workload, ServerName sni, ChainAnswer answer)
    {
        foreach (var older in cluster.Gateways.OfOlderVersions(workload))
        {
            var version = older.VersionIn(cluster.Facts);
            var isOutdone = answer.IsPassedOn && !IstiodSettings.HasChainsPerService(cluster.Facts, version);
            if (isOutdone || !cluster.MayHave(version)) continue;
            var other = Decide(cluster, older, sni);
            if (other.IsPassedOn != answer.IsPassedOn) return other;
        }

        foreach (var view in cluster.OtherVersions)
        {
            if (!IstiodSettings.HasChainsPerService(view.Facts)) continue;
            var other = Decide(view, workload, sni);
            if (other.IsPassedOn != answer.IsPassedOn) return other with { IsGivenOthers = true };
        }

        return null;
    }

    private static ChainAnswer Decide(RoutingCluster cluster, GatewayWorkload workload, ServerName sni)
    {
        var answer = Passing(cluster, workload, sni);
        if (answer.Outcome is not (ChainOutcome.NoServer or ChainOutcome.NotSubsetKey or ChainOutcome.HostNotCovered)) return answer;
        return RoutingServers.For(cluster, workload, sni.Text) is { } router
            ? new(ChainOutcome.Routed, $"{router} takes '{sni.Text}' and routes it by VirtualServices") { Router = router }
            : answer;
    }

    private static ChainAnswer Passing(RoutingCluster cluster, GatewayWorkload workload, ServerName sni)
    {
        var (servers, skipped) = cluster.Gateways.PassthroughServers(workload);
        if (servers.Count == 0) return new(ChainOutcome.NoServer, NearServers.Describe(cluster, workload));
        if (!IstiodSettings.HasChainsPerService(cluster.Facts, workload.VersionIn(cluster.Facts)))
            return LegacyPassthrough.Find(cluster, workload, servers, sni.Text);
        if (sni.Key is not { } key)
        {
            return new(
                ChainOutcome.NotSubsetKey,
                $"'{sni.Text}' is not of the form outbound_.PORT_.SUBSET_.HOST, the only names that chains have")
            { Server = servers[0] };
        }
        return Covering(cluster, workload, servers, skipped, key);
    }

    private static ChainAnswer Covering(
        RoutingCluster cluster,
        GatewayWorkload workload,
        IReadOnlyList<PassthroughServer> servers,
        IReadOnlyList<PassthroughServer> skipped,
        SubsetKey key)
    {
        var first = FirstCovering(servers, key.Host);
        if (first < 0) return NotCovered(servers, skipped, key);
        var server = servers[first];
        var served = ServedBy(cluster, workload, key, server);
        if (served.Outcome != ChainOutcome.Served) return served;
        if (cluster.Gateways.Repeated(workload, server.Listener) is { } repeated)
        {
            var why = $"{repeated.Rule} has the subset '{repeated.Name}' of '{repeated.Host}' twice, so that the listener has its chain "
                + "twice and Envoy refuses it as a whole";
            return served with { Outcome = ChainOutcome.Twice, Culprit = repeated.Rule, Why = why };
        }

        if (SecondCovering(servers, first, key.Host) is { } second)
        {
            return served with
            {
                Outcome = ChainOutcome.Twice,
                Second = second,
                Why = $"{server} and {second} both cover '{key.Host}', so that the listener has the chain twice and Envoy refuses it",
            };
        }

        if (cluster.Gateways.Refused(workload, server.Listener) is not { } refused) return served;
        var fault = refused.First == refused.Second
            ? $"several objects have the host '{refused.Host}', which {refused.First} covers, so that the listener of port "
                + $"{server.Port} has its chains twice"
            : $"{refused.First} and {refused.Second} both cover '{refused.Host}', so that the listener of port {server.Port} has a "
                + "chain twice";
        return served with
        {
            Outcome = ChainOutcome.Twice,
            Server = refused.First,
            Second = refused.Second,
            Why = $"{fault}, and Envoy refuses it as a whole, with '{key.Host}'",
        };
    }

    /// <summary>The place of the first server that covers a host; below 0 where none does.</summary>
    private static int FirstCovering(IReadOnlyList<PassthroughServer> servers, string host)
    {
        for (var i = 0; i < servers.Count; i++)
        {
            if (servers[i].Covers(host)) return i;
        }

        return -1;
    }

    /// <summary>The next one of the listener of the first that covers the host, too; null where none does.</summary>
    private static PassthroughServer? SecondCovering(IReadOnlyList<PassthroughServer> servers, int first, string host)
    {
        for (var i = first + 1; i < servers.Count; i++)
        {
            if (servers[i].Listener == servers[first].Listener && servers[i].Covers(host) && servers[i] != servers[first])
                return servers[i];
        }

        return null;
    }

    private static ChainAnswer NotCovered(
        IReadOnlyList<PassthroughServer> servers, IReadOnlyList<PassthroughServer> skipped, SubsetKey key)
    {
        var lost = skipped.FirstOrDefault(server => server.Covers(key.Host));
        var why = lost is null
            ? $"no server has a host that covers '{key.Host}'; they have {Hosts(servers)}"
            : $"istiod skips {lost}, because an older Gateway has one of its hosts on the port already";
        return new(ChainOutcome.HostNotCovered, why) { Key = key, Server = lost };
    }

    /// <summary>Whether istiod makes chains for a service that gateways are given; for UDP it makes none.</summary>
    internal static bool AreOf(RoutedService service) =>
        !service.IsExternal && (service.Ports.Count == 0 || service.Ports.Any(static port => port.IsCarried));

    /// <summary>Whether istiod makes a cluster and chain for a name, servers apart.</summary>
    internal static ChainAnswer ServedBy(
        RoutingCluster cluster, GatewayWorkload workload, SubsetKey key, PassthroughServer? server = null)
    {
        if (cluster.Services.FindAtGateway(key.Host, workload.Namespace) is not { } service)
            return new(ChainOutcome.ServiceUnknown, Unknown(cluster, workload, key.Host)) { Key = key, Server = server };
        if (service.IsExternal)
        {
            var why = $"{service.Reference} is MESH_EXTERNAL, and istiod makes no chain for such services";
            return new(ChainOutcome.ServiceExternal, why) { Key = key, Server = server, Service = service };
        }
        if (service.Port(key.Port) is not { } port)
        {
            var why = $"{service.Reference} has no port {key.Port}; it has {string.Join(", ", service.Ports)}";
            return new(ChainOutcome.PortUnknown, why) { Key = key, Server = server, Service = service };
        }
        var rule = cluster.DestinationRules.For(workload.Proxy, service);
        var answer = new ChainAnswer(ChainOutcome.Served, "")
        {
            Key = key,
            Server = server,
            Service = service,
            Port = port,
            Rule = rule,
            Subset = rule?.Subset(key.Subset),
        };
        return key.Subset.Length == 0 || answer.Subset is not null
            ? answer
            : answer with { Outcome = ChainOutcome.SubsetUnknown, Why = NoSubset(cluster, workload, answer) };
    }

    private static string NoSubset(RoutingCluster cluster, GatewayWorkload workload, ChainAnswer answer)
    {
        var subset = answer.Key!.Subset;
        var hidden = cluster.DestinationRules.HiddenFrom(workload.Proxy, answer.Service!)
            .FirstOrDefault(item => item.Rule.Spec.Maps("subsets").Any(known => known.Text("name") == subset));
        if (hidden.Rule is not null)
            return $"{hidden.Rule} has the subset '{subset}', but the gateway in {workload.Namespace} is not given it: {hidden.Why}";
        return answer.Rule is null
            ? $"the gateway is given no DestinationRule for {answer.Service!.Host}, so there is no subset '{subset}'"
            : $"{answer.Rule.First} has no subset '{subset}'; it has {Listed(answer.Rule.Subsets.Select(known => known.Name))}";
    }

    private static string Unknown(RoutingCluster cluster, GatewayWorkload workload, string host)
    {
        var hidden = cluster.Services.Named(host);
        return hidden.Count == 0
            ? cluster.Overlooked.Named(host).Count > 0
                ? ServiceRegistry.WhyUnknown(cluster, host)
                : $"the cluster {cluster.Name} has no service of the host '{host}'"
            : $"{hidden[0].Reference} is not exported to the gateway's namespace {workload.Namespace}: {hidden[0].ExportTo}";
    }

    private static string Hosts(IEnumerable<PassthroughServer> servers) =>
        Listed(servers.SelectMany(server => server.Hosts).Distinct(StringComparer.Ordinal));

    private static string Listed(IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } list ? list : "none";
}
