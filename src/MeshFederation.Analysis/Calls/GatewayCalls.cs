using MeshFederation.Istio.DestinationRules;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Tracing;
using MeshFederation.Routing;
using MeshFederation.Routing.Gateways;

namespace MeshFederation.Analysis.Calls;

/// <summary>Finds every way from one cluster to a service of another.</summary>
internal static class GatewayCalls
{
    public static IEnumerable<GatewayCall> Of(RoutingMesh mesh, DestinationIndex destinations) => mesh.Clusters.Count < 2
        ? []
        : mesh.Clusters.ToArray().AsParallel().AsOrdered().SelectMany(client => Of(mesh, client, destinations).ToList());

    private static IEnumerable<GatewayCall> Of(RoutingMesh mesh, RoutingCluster client, DestinationIndex destinations)
    {
        var owners = client.DestinationRules.All.ToLookup(client.DestinationRules.HostOf, rule => rule.Namespace, StringComparer.Ordinal);
        return client.Services.All.Where(service => service is { Manifest: not null, IsKubernetes: false })
            .SelectMany(service => Of(mesh, client, service, owners[service.Host], destinations));
    }

    private static IEnumerable<GatewayCall> Of(
        RoutingMesh mesh, RoutingCluster client, RoutedService service, IEnumerable<string> owners, DestinationIndex destinations)
    {
        foreach (var (caller, rule) in RulesFor(client, service, owners))
        {
            if (destinations.MayBeCalled(client.Name, service.Host, ""))
            {
                foreach (var call in Of(mesh, client, service, caller, rule, null)) yield return call;
            }

            foreach (var subset in rule?.Subsets ?? [])
            {
                foreach (var call in Of(mesh, client, service, caller, rule, subset)) yield return call;
            }
        }
    }

    private static IEnumerable<GatewayCall> Of(
        RoutingMesh mesh, RoutingCluster client, RoutedService service, MeshCaller caller, MergedRule? rule, RuleSubset? subset)
    {
        foreach (var port in service.Ports)
        {
            var reached = new List<FoundGateway>(1);
            foreach (var endpoint in ServiceEndpoints.Of(client, service, port, subset?.Labels ?? UnstructuredMap.Empty).Endpoints)
            {
                if (GatewayFinder.Find(mesh, client, service, endpoint) is not { } gateway
                    || reached.Contains(gateway))
                {
                    continue;
                }
                reached.Add(gateway);
                if (gateway.Match == GatewayMatch.OtherPort
                    && gateway.Cluster.Gateways.OtherServer(gateway.Workload, endpoint.Port) is not null)
                {
                    continue;
                }
                var tls = UpstreamTls.Of(client, service, rule, subset, port.Number);
                var way = new GatewayCall
                {
                    Client = client,
                    Caller = caller,
                    Service = service,
                    Port = port,
                    Rule = rule,
                    Subset = subset,
                    Tls = tls,
                    Endpoint = endpoint,
                    Server = gateway.Cluster,
                    Workload = gateway.Workload,
                    Match = gateway.Match,
                    Chain = Chain(gateway, tls, endpoint),
                };
                var found = WayBreaks.Of(mesh, way);

                // A way back into the own cluster is none to another, but it is called, too.
                if (gateway.Cluster != client || found is not null) yield return found is null ? way : way with { Break = found };
            }
        }
    }

    /// <summary>Where plain text is sent no name asks for a chain, so that none is missing.</summary>
    private static ChainAnswer Chain(FoundGateway gateway, UpstreamTls tls, RoutedEndpoint endpoint)
    {
        var chain = PassthroughChains.Find(gateway.Cluster, gateway.Workload, tls.Sni);
        var isPlain = tls.Mode is UpstreamTlsMode.None or UpstreamTlsMode.Disable
            || (tls.Mode == UpstreamTlsMode.AutoMutual && !endpoint.SpeaksMeshTls);
        return isPlain && chain.Outcome is not (ChainOutcome.Served or ChainOutcome.NoServer or ChainOutcome.Twice)
            ? new(ChainOutcome.NotAsked, "plain text is sent, without a server name")
            : chain;
    }

    /// <summary>
    /// The rules that callers may be given, each with a caller who is: callers beside the ServiceEntry, and those of every namespace that
    /// has a rule of its own for the host.
    /// </summary>
    private static List<(MeshCaller Caller, MergedRule? Rule)> RulesFor(
        RoutingCluster client, RoutedService service, IEnumerable<string> owners)
    {
        var beside = MeshCaller.In(Callers.NamespaceOf(service.Manifest!, client.Facts));
        var given = new List<(MeshCaller Caller, MergedRule? Rule)>(1) { (beside, client.DestinationRules.For(beside, service)) };
        foreach (var space in owners)
        {
            if (given.Exists(item => item.Caller.Namespace == space) || !service.ExportTo.Reaches(space)) continue;
            var caller = MeshCaller.In(space);
            var rule = client.DestinationRules.For(caller, service);
            if (!given.Exists(item => ReferenceEquals(item.Rule?.First, rule?.First))) given.Add((caller, rule));
        }

        return given;
    }
}
