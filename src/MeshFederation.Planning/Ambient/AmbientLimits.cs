using MeshFederation.Istio.Ambient;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Services;

namespace MeshFederation.Planning.Ambient;

/// <summary>What a service that is called in ambient mode cannot have; each was run, and failed.</summary>
internal static class AmbientLimits
{
    /// <summary>Requires that a service can be called as it is declared.</summary>
    /// <exception cref="MeshException">It cannot.</exception>
    public static void Require(MeshService service)
    {
        if (!service.IsAmbient())
        {
            RequireSidecars(service);
            return;
        }

        service = AmbientAccounts.WithWaypoints(service);
        RequireOneMode(service);
        RequireKnownWish(service);
        foreach (var client in service.ClientCluster) RequireClient(service, client);
        foreach (var client in service.ClientCluster) WaypointSplits.Require(service, client);
        foreach (var client in service.ClientCluster) RequireOwnPorts(service, client);
    }

    /// <summary>
    /// A Service is global as a whole: where it runs, connections to ports of it that another cluster lacks would go there as well, and
    /// fail (run). Where its own pods come first they do not.
    /// </summary>
    private static void RequireOwnPorts(MeshService service, MeshCluster client)
    {
        var shares = AmbientShares.Of(service, client);
        if (service.In(client.Name) is not { } here || AmbientPlanner.IsNearest(service, client)) return;
        foreach (var server in shares.Select(share => share.Instance))
        {
            var numbers = service.Port.Select(server.NumberOf).Concat(server.OtherPort.Select(port => port.Number)).ToHashSet();
            if (here.OtherPort.FirstOrDefault(port => !numbers.Contains(port.Number)) is { } lacking)
                throw AmbientErrors.PortLacking(service, lacking, client, server.Cluster);
        }
    }

    private static void RequireOneMode(MeshService service)
    {
        if (service.RoutingMode is not null) return;
        var clusters = service.Cluster.Concat(service.ClientCluster).ToList();
        if (clusters.Find(cluster => !cluster.IsAmbient()) is { } other)
            throw AmbientErrors.Mixed(service, clusters.Find(AmbientClusters.IsAmbient)!, other);
    }

    /// <summary>
    /// A service that is called through sidecars. Which pods call is not known, and gateways can do without sidecars, so callers without
    /// them are refused only where the service says its mode itself; else they are noted (<see cref="AmbientNotes"/>).
    /// </summary>
    private static void RequireSidecars(MeshService service)
    {
        foreach (var server in service.Cluster.Where(service.IsServed))
        {
            if (server.IsAmbient()) throw AmbientErrors.NoSidecarGateway(service, server);
            if (AmbientSpaces.IsAmbient(server, service.Namespace)) throw AmbientErrors.PodsWithoutSidecars(service, server);
        }

        if (service.RoutingMode is null) return;
        if (service.ClientCluster.Where(service.IsCalledElsewhere).FirstOrDefault(AmbientSpaces.IsAmbientAlone) is { } client)
            throw AmbientErrors.CallersWithoutSidecars(service, client);
    }

    private static void RequireClient(MeshService service, MeshCluster client)
    {
        var remote = service.Instance.Where(instance => instance.Cluster.Name != client.Name).ToList();
        if (remote.Count == 0) return;
        RequireNetwork(client);
        if (AmbientSpaces.HasSidecarsAlone(client)) throw AmbientErrors.CallersWithSidecars(service, client);
        if (ServiceScopes.LabelsFor(client, service.Namespace) is null) throw AmbientErrors.NoScope(service, client);
        RequireWaypoint(service, client);
        if (service.In(client.Name) is { Selector.Count: 0 }) throw AmbientErrors.NoSelector(service, client);
        foreach (var instance in remote) RequireServer(service, client, instance);
        var ofNetwork = new Dictionary<string, MeshCluster>(StringComparer.Ordinal) { [client.Network!] = client };
        foreach (var server in remote.Select(instance => instance.Cluster))
        {
            if (!ofNetwork.TryAdd(server.Network!, server)) throw AmbientErrors.SameNetwork(ofNetwork[server.Network!], server);
        }
    }

    /// <summary>A waypoint that keeps to its own network has no endpoint of others (istio pilot/pkg/xds/endpoints/ep_filters.go).</summary>
    private static void RequireWaypoint(MeshService service, MeshCluster client)
    {
        if (client.Facts?.Switch(IstiodVariable.AmbientMultiNetworkWaypoint) is not false) return;
        if (ServiceWaypoints.Named(client, service.Namespace, service.Name) is not var (space, name)) return;
        if (ServiceWaypoints.IsThere(client, (space, name)) is not false)
            throw AmbientErrors.WaypointKeepsHome(service, client, $"{space}/{name}");
    }

    private static void RequireServer(MeshService service, MeshCluster client, MeshServiceInstance instance)
    {
        var server = instance.Cluster;
        if (AmbientClusters.MixingVersion(server) is { } old) throw AmbientErrors.Version(server, old);
        RequireNetwork(server);
        if (AmbientSpaces.HasSidecars(server, service.Namespace)) throw AmbientErrors.PodsWithSidecars(service, server);
        if (server.TrustDomain != client.TrustDomain) throw AmbientErrors.TrustDomains(service, client, server);
        if (server.Tunnels() is not { } gateway) throw AmbientErrors.NoTunnelGateway(service, server);
        if (gateway.EndpointAddress.Count > 1) throw AmbientErrors.Addresses(server, gateway);
        if (AmbientClusters.NameOf(gateway) is null) throw AmbientErrors.NoName(server, gateway);
        if (instance.ServiceAccount.Count == 0) throw AmbientErrors.NoAccount(service, server);
        if (ServiceScopes.LabelsFor(server, service.Namespace) is null) throw AmbientErrors.NoScope(service, server);
        var here = service.In(client.Name);
        if (service.Port.FirstOrDefault(port => instance.NumberOf(port) != (here?.NumberOf(port) ?? port.Number)) is { } differing)
            throw AmbientErrors.PortDiffers(service, differing.Name, client, server);
    }

    private static void RequireNetwork(MeshCluster cluster)
    {
        if (cluster.Network is null) throw AmbientErrors.NoNetwork(cluster);
    }

    private static void RequireKnownWish(MeshService service)
    {
        (bool Is, string What)[] asked =
        [
            (service.Policy.Count > 0, "policies of requests and connections are for sidecars."),
            (service.AccessPolicy.Count > 0 || service.Federation?.DenyByDefault == true, "access policies are for sidecars."),
            (service.GatewaySplit.Count > 0, "splits at gateways of one's own are for sidecars."),
            (service.MeshHostname is not null, "its name is the same in all clusters already, so it takes no -MeshHostname."),
            (service.HostSuffix != MeshService.UsualHostSuffix,
                "its host is that of the Service itself, so -HostSuffix changes nothing."),
            (service.SniHost.Count > 0, "no SNI decides where it goes, so -SniHost changes nothing."),
            (service.MaxRequestsPerConnection is not null, "-MaxRequestsPerConnection is for sidecars."),
            (service.NoRetry && !service.ClientCluster.Any(client => WaypointSplits.Are(service, client)),
                "ztunnels never send a request twice, and of a waypoint only the routes of a split say it, so -NoRetry changes nothing."),
            (service.Instance.Any(instance => instance.Address is not null),
                "its address is that of the Service itself, so -Address changes nothing."),
        ];
        if (Array.Find(asked, item => item.Is).What is { } what)
        {
            throw AmbientErrors.Unsupported(
                service,
                what,
                "Leave it out, or call the service through sidecars: leave out -RoutingMode Ambient of its clusters, and of itself.");
        }
    }
}
