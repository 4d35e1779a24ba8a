using MeshFederation.Istio;
using MeshFederation.Istio.DestinationRules;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Tracing;
using MeshFederation.Routing;
using MeshFederation.Routing.Gateways;
using MeshFederation.Routing.VirtualServices;

namespace MeshFederation.Analysis.Calls;

/// <summary>Finds every way from one cluster to a service of another.</summary>
internal static class GatewayCalls
{
    /// <summary>A cluster alone has none, save those back through its own gateway.</summary>
    public static IEnumerable<GatewayCall> Of(RoutingMesh mesh, DestinationIndex destinations) =>
        mesh.Clusters.Count < 2 && mesh.Clusters.All(cluster => !cluster.Gateways.HasAddresses)
        ? []
        : AtOnce.Each([.. mesh.Clusters], client => Of(mesh, client, destinations)).SelectMany(static calls => calls);

    private static List<GatewayCall> Of(RoutingMesh mesh, RoutingCluster client, DestinationIndex destinations)
    {
        var (calls, spaces) = (new List<GatewayCall>(), new CallerSpaces(client));
        foreach (var host in client.Services.Hosts)
        {
            var same = client.Services.Named(host);
            var all = CalledService.Of(client, spaces, same);
            for (var i = 0; i < all.Count; i++) Add(mesh, client, all[i], destinations, calls);
            for (var i = 0; i < same.Count; i++)
            {
                if (LedTo(client, same[i], same, destinations) is not { } called) continue;
                if (!all.Any(called.IsSameAs) && !IsBehindOwn(same, i)) Add(mesh, client, called, destinations, calls);
            }

            if (all.Count > 0 && client.VirtualServices.Covering(host).Any())
                AddPastRoutes(mesh, client, spaces.OfRouted(same), same, destinations, calls);
        }

        return calls;
    }

    /// <summary>Whether a service before it is of its namespace, too, whose callers are given the first.</summary>
    private static bool IsBehindOwn(IReadOnlyList<RoutedService> same, int place)
    {
        for (var i = 0; i < place; i++)
        {
            if (same[i].Namespace == same[place].Namespace) return true;
        }

        return false;
    }

    /// <summary>
    /// What callers of a service's own namespace are given to whom it is hidden: their routes lead them to it all the same, and with the
    /// DestinationRules of that namespace. Null where it is not hidden, or they have no such route.
    /// </summary>
    private static CalledService? LedTo(
        RoutingCluster client, RoutedService service, IReadOnlyList<RoutedService> same, DestinationIndex destinations) =>
        !service.ExportTo.Reaches(service.Namespace) && destinations.LeadTo(client.Name, service.Host, service.Namespace)
            ? CalledService.For(client, MeshCaller.In(service.Namespace), same)
            : null;

    private static void Add(
        RoutingMesh mesh, RoutingCluster client, CalledService called, DestinationIndex destinations, List<GatewayCall> calls)
    {
        var ports = called.Service.Ports;
        for (var i = 0; i < ports.Count; i++)
        {
            if (IsCalledWhole(client, destinations, called.Service.Host, ports[i]))
                Add(mesh, client, called, subset: null, ports[i], calls);
        }

        for (var subset = 0; subset < called.Rule?.Subsets.Count; subset++)
        {
            for (var i = 0; i < ports.Count; i++) Add(mesh, client, called, called.Rule.Subsets[subset], ports[i], calls);
        }
    }

    /// <summary>
    /// Who calls a host that VirtualServices have, and is not given them, or has no route of theirs, calls the host as a whole, whatever
    /// subsets others are sent to.
    /// </summary>
    private static void AddPastRoutes(RoutingMesh mesh, RoutingCluster client, IEnumerable<string> spaces,
        IReadOnlyList<RoutedService> same, DestinationIndex destinations, List<GatewayCall> calls)
    {
        var past = new List<(CalledService Called, int Port)>();
        foreach (var caller in spaces.Select(MeshCaller.In))
        {
            if (CalledService.For(client, caller, same) is not { } called) continue;
            foreach (var port in called.Service.Ports)
            {
                if (IsCalledWhole(client, destinations, called.Service.Host, port) || IsRouted(client, called, port)
                    || past.Exists(known => known.Port == port.Number && known.Called.IsSameAs(called)))
                {
                    continue;
                }

                past.Add((called, port.Number));
                Add(mesh, client, called, subset: null, port, calls);
            }
        }
    }

    /// <summary>Of services of one host each says for itself what is spoken on a port, and whoever calls goes by one of them.</summary>
    private static bool IsCalledWhole(RoutingCluster client, DestinationIndex destinations, string host, RoutedPort port)
    {
        var same = client.Services.Named(host);
        for (var i = 0; i < same.Count; i++)
        {
            if (same[i].Port(port.Number) is { } known && destinations.IsCalledWhole(client.Name, host, known.Traffic)) return true;
        }

        return false;
    }

    private static bool IsRouted(RoutingCluster client, CalledService called, RoutedPort port) => RouteChooser.Choose(client, called.Caller,
        called.Service, port, new() { Authority = called.Service.Host, Port = port.Number }).Outcome != RouteOutcome.CalledHost;

    private static void Add(
        RoutingMesh mesh, RoutingCluster client, CalledService called, RuleSubset? subset, RoutedPort port, List<GatewayCall> calls)
    {
        var (service, caller, rule) = (called.Service, called.Caller, called.Rule);
        var endpoints = ServiceEndpoints.Of(client, service, port, subset?.Labels ?? UnstructuredMap.Empty).Endpoints;
        if (CalledAddresses.AreBesidePods(service, endpoints) && CalledAddresses.AreUsed(service, rule, subset, port.Number)) return;
        var reached = endpoints.Count > 1 ? new List<(FoundGateway Gateway, bool SpeaksMeshTls)>(endpoints.Count) : null;
        UpstreamTls? tls = null;
        for (var i = 0; i < endpoints.Count; i++)
        {
            var endpoint = endpoints[i];
            if (GatewayFinder.Find(mesh, client, service, endpoint) is not { } gateway
                || reached?.Contains((gateway, endpoint.SpeaksMeshTls)) is true)
            {
                continue;
            }
            if ((called.Entry ?? Selected(client, service, endpoint)) is not { } entry) continue;
            reached?.Add((gateway, endpoint.SpeaksMeshTls));
            if (gateway.Match == GatewayMatch.OtherPort
                && gateway.Cluster.Gateways.OtherServer(gateway.Workload, endpoint.Port) is not null)
            {
                continue;
            }
            tls ??= UpstreamTls.Of(client, service, rule, subset, port.Number);
            var way = new GatewayCall
            {
                Client = client,
                Caller = caller,
                Service = service,
                Entry = entry,
                IsOfService = called.Entry is null,
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

            // A way back into the own cluster is none to another; but it is called, too.
            if (gateway.Cluster != client || found is not null)
                calls.Add(found is null ? way : way with { Break = found });
        }
    }

    /// <summary>The WorkloadEntry that an endpoint of a Service is.</summary>
    private static MeshManifest? Selected(RoutingCluster client, RoutedService service, RoutedEndpoint endpoint) =>
        client.WorkloadEntries[service.Namespace].FirstOrDefault(entry => entry.ToString() == endpoint.Field);

    /// <summary>Where plain text is sent no name asks for a chain, so that none is missing.</summary>
    private static ChainAnswer Chain(FoundGateway gateway, UpstreamTls tls, RoutedEndpoint endpoint)
    {
        var chain = PassthroughChains.Find(gateway.Cluster, gateway.Workload, tls);
        var isPlain = tls.Mode is UpstreamTlsMode.None or UpstreamTlsMode.Disable
            || (tls.Mode == UpstreamTlsMode.AutoMutual && !endpoint.SpeaksMeshTls);
        return isPlain && chain.Outcome is not (ChainOutcome.Served or ChainOutcome.NoServer or ChainOutcome.Twice)
            ? new(ChainOutcome.NotAsked, "plain text is sent, without a server name")
            : chain;
    }
}
