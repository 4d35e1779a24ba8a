using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Gateways;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Ports;
using MeshFederation.Model.Services;
using MeshFederation.Planning.Kinds.ApiGateway;
using MeshFederation.Planning.Kinds.Gateway;
using MeshFederation.Planning.Kinds.Service;
using MeshFederation.Planning.Kinds.WorkloadEntry;
using MeshFederation.Planning.Objects;

namespace MeshFederation.Planning.Ambient;

/// <summary>
/// The objects by which a client cluster calls services of others in ambient mode: a Gateway for each peer's network, a WorkloadEntry for
/// each service account that may answer, and a Service where there is none. The serving cluster needs none of ours.
/// </summary>
internal static class AmbientPlanner
{
    /// <summary>The label by which a Service of ours selects the entries that stand for its pods, and nothing else.</summary>
    public const string ServiceLabel = "meshfederation.io/service";

    /// <summary>The objects of all client clusters.</summary>
    /// <param name="services">The services that are called in ambient mode.</param>
    /// <param name="federation">The name of the federation.</param>
    public static IEnumerable<MeshManifest> Plan(IReadOnlyList<MeshService> services, string federation)
    {
        services = [.. services.Select(AmbientAccounts.WithWaypoints)];
        var labels = IstioObject.Labels(federation);
        var calls = services.SelectMany(
            service => service.ClientCluster.SelectMany(client => AmbientShares.Of(service, client), (client, share) => (client, share)),
            (service, call) => (Service: service, Client: call.client, call.share.Instance, call.share.Weights)).ToList();
        var shared = services.SelectMany(service => service.ClientCluster, (service, client) => (service, client))
            .Where(call => WaypointSplits.Are(call.service, call.client))
            .SelectMany(
                call => WaypointSplits.Groups(call.service), (call, group) => (Client: call.client, group.Instance.Cluster))
            .Where(pair => pair.Client.Name != pair.Cluster.Name);
        foreach (var (client, server) in calls.Select(call => (call.Client, call.Instance.Cluster)).Concat(shared)
            .DistinctBy(pair => (pair.Client.Name, pair.Cluster.Name)))
        {
            yield return Gateway(client, server, federation, labels);
        }

        ShareNames.Require(services);
        foreach (var item in WaypointPlanner.Plan(services, labels)) yield return item;
        foreach (var (service, client) in services.SelectMany(service => service.ClientCluster, (service, client) => (service, client))
            .Where(call => call.service.In(call.client.Name) is null))
        {
            yield return Stub(service, client, labels);
        }

        foreach (var call in calls)
        {
            foreach (var (account, weight) in call.Instance.ServiceAccount.Zip(call.Weights))
                yield return Entry(call.Service, call.Client, call.Instance.Cluster, account, weight, labels);
        }
    }

    /// <summary>
    /// What hangs on what clusters have: the labels of Services that are somebody's, and the gateway of a cluster that serves.
    /// </summary>
    /// <param name="services">The services that are called in ambient mode.</param>
    /// <param name="federation">The name of the federation.</param>
    public static IEnumerable<MeshManifest> PlanSeen(IReadOnlyList<MeshService> services, string federation)
    {
        var labels = IstioObject.Labels(federation);
        foreach (var server in services.SelectMany(service => service.Cluster.Where(service.IsServed))
            .DistinctBy(server => server.Name, StringComparer.Ordinal))
        {
            yield return EastWestGateways.Build(server, labels);
        }

        foreach (var (service, cluster) in services.SelectMany(service => service.Cluster, (service, cluster) => (service, cluster)))
        {
            if (!IsGlobal(service, cluster)) continue;
            var global = ServiceScopes.LabelsFor(cluster, service.Namespace)!;
            var nearest = IsNearest(service, cluster)
                ? UnstructuredMap.Of((AmbientNames.TrafficDistribution, AmbientNames.PreferClose))
                : null;
            if (global.Count == 0 && nearest is null) continue;
            yield return IstioObject.Fields(
                ServiceKind.Instance, ServiceKind.Running, cluster, federation, service.Namespace, service.Name, global, nearest);
        }
    }

    /// <summary>Whether callers of a cluster are to call its own pods first.</summary>
    public static bool IsNearest(MeshService service, MeshCluster cluster) =>
        service.IsCalledElsewhere(cluster) && service.In(cluster.Name) is not null && AmbientShares.IsOwnFirst(service);

    /// <summary>
    /// Whether the Service of a cluster where it runs must be global: it is called from elsewhere, or there, and not by shares of a
    /// waypoint, which have Services of their own.
    /// </summary>
    public static bool IsGlobal(MeshService service, MeshCluster cluster) =>
        service.ClientCluster.Any(client => client.Name != cluster.Name && !WaypointSplits.Are(service, client))
        || (service.IsCalledElsewhere(cluster) && !WaypointSplits.Are(service, cluster));

    private static MeshManifest Gateway(MeshCluster client, MeshCluster server, string federation, UnstructuredMap labels)
    {
        var gateway = server.Tunnels()!;
        var address = gateway.EndpointAddress[0];
        var type = ClusterDeclaration.TryCanonicalAddress(address, out _) ? GatewayApi.IpAddress : GatewayApi.HostName;
        var spec = UnstructuredMap.Of(
            (GatewayApi.ClassField, AmbientNames.RemoteClass),
            ("addresses", UnstructuredList.Of(UnstructuredMap.Of(("type", type), ("value", address)))),
            ("listeners", UnstructuredList.Of(UnstructuredMap.Of(
                ("name", AmbientNames.TunnelListener),
                ("port", (long)gateway.Port),
                ("protocol", AmbientNames.TunnelProtocol)))));
        return IstioObject.Create(
            ApiGatewayKind.Instance,
            ApiGatewayKind.Remote,
            client,
            labels.With(Istio.Endpoints.IstiodLabels.Network, server.Network),
            gateway.Namespace,
            $"{GatewayBuilder.Name(federation)}-{server}",
            spec,
            UnstructuredMap.Of((AmbientNames.ServiceAccount, AmbientClusters.AccountOf(server))));
    }

    private static MeshManifest Stub(MeshService service, MeshCluster client, UnstructuredMap labels)
    {
        var global = ServiceScopes.LabelsFor(client, service.Namespace)!;
        var spec = UnstructuredMap.Of(
            ("selector", UnstructuredMap.Of(Selector(service, client))),
            ("ports", UnstructuredList.From(service.Port.Select(port => Port(port, port.Number, null)))));
        return IstioObject.Create(
            ServiceKind.Instance, ServiceKind.Called, client,
            global.Aggregate(labels, (map, label) => map.With(label.Key, label.Value)), service.Namespace, service.Name, spec);
    }

    /// <summary>A port of a Service.</summary>
    public static UnstructuredMap Port(MeshPort port, int number, int? target) => UnstructuredMap.Of(
        ("name", port.Name), ("port", (long)number), ("protocol", TransportProtocol.Tcp),
        ("targetPort", target is null ? null : (long)target),
        ("appProtocol", port.Protocol == IstioProtocol.Undeclared ? null : port.Protocol.ToIstioName().ToLowerInvariant()));

    private static MeshManifest Entry(
        MeshService service, MeshCluster client, MeshCluster server, string account, int weight, UnstructuredMap labels)
    {
        var spec = UnstructuredMap.Of(
            ("network", server.Network),
            ("serviceAccount", account),
            ("labels", UnstructuredMap.Of(Selector(service, client))),
            ("weight", (long)weight));
        return IstioObject.Create(
            WorkloadEntryKind.Instance, WorkloadEntryKind.Step, client, labels, service.Namespace,
            WorkloadEntryKind.NameOf(service.Name, server.Name, account), spec);
    }

    /// <summary>The labels of what stands for the pods of other clusters, by which the Service selects it.</summary>
    public static LabelSet Selector(MeshService service, MeshCluster client) =>
        service.In(client.Name)?.Selector ?? LabelSet.Create(ServiceLabel, service.Name);
}
