using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Names;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Ports;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning.Kinds.DestinationRule;
using MeshFederation.Planning.Kinds.Service;
using MeshFederation.Planning.Kinds.VirtualService;
using MeshFederation.Planning.Kinds.WorkloadEntry;
using MeshFederation.Planning.Objects;
using MeshFederation.Planning.Routes;

namespace MeshFederation.Planning.Ambient;

/// <summary>
/// The objects by which a waypoint of a client cluster splits requests. In each cluster that gets a share a Service selects the pods of the
/// share; where these are of another cluster, the client has a Service of the same name that selects what stands for them.
/// </summary>
internal static class WaypointPlanner
{
    /// <summary>The label by which a Service selects the entries of a share, and nothing else.</summary>
    public const string GroupLabel = "meshfederation.io/group";

    /// <summary>How often a request is sent again, and after what; without, 224 of 500 failed with a dead gateway (run).</summary>
    private static readonly UnstructuredMap Retries =
        UnstructuredMap.Of(("attempts", 3L), ("retryOn", "connect-failure,refused-stream,reset,503"));

    /// <summary>What takes a cluster out while its gateway is dead, and prefers the own one (run).</summary>
    private static readonly UnstructuredMap Ejection = UnstructuredMap.Of(
        ("consecutiveGatewayErrors", 2L), ("interval", "1s"), ("baseEjectionTime", "10s"), ("maxEjectionPercent", 100L));

    /// <summary>The objects of all client clusters with a waypoint, and of the clusters that they call.</summary>
    public static IEnumerable<MeshManifest> Plan(IReadOnlyList<MeshService> services, UnstructuredMap labels) => services
        .SelectMany(service => service.ClientCluster, (service, client) => (service, client))
        .SelectMany(call => WaypointSplits.Are(call.service, call.client) ? Split(call.service, call.client, labels)
            : WaypointSplits.FailOver(call.service, call.client) ? [FailOver(call.service, call.client, labels)] : [])
        .DistinctBy(item => (item.Cluster, item.TypeKey, item.NamespacedName));

    private static IEnumerable<MeshManifest> Split(MeshService service, MeshCluster client, UnstructuredMap labels)
    {
        var groups = WaypointSplits.Groups(service);
        foreach (var group in groups)
        {
            var server = group.Instance.Cluster;
            if (server.Name == client.Name)
            {
                yield return Pods(group, labels);
                continue;
            }

            yield return Pods(group, Global(labels, server, service));
            yield return Called(group, client, Global(labels, client, service));
            foreach (var account in group.Instance.ServiceAccount) yield return Entry(group, client, account, labels);
        }

        yield return IstioObject.Create(
            VirtualServiceKind.Instance, VirtualServiceKind.Step, client, labels, service.Namespace, service.Name,
            UnstructuredMap.Of(
                ("hosts", IstioObject.TextList(Hosts.Local(service, client))),
                ("http", UnstructuredList.From(WaypointSplits.Splits(service).SelectMany(split => Routes(service, client, split))))));
    }

    /// <summary>Of several ports each has routes of its own, since a destination that names none would be unclear.</summary>
    private static IEnumerable<UnstructuredMap> Routes(MeshService service, MeshCluster client, MeshTrafficSplit split)
    {
        foreach (var port in service.Port.Where(port => split.Match?.Port is null || split.Match.Port == port.Number))
        {
            int? number = service.Port.Count > 1 ? port.Number : null;
            var match = HttpMatch.Of(split.Match is null ? null : split.Match with { Port = null }, number, client.IstioVersion);
            yield return UnstructuredMap.Of(
                ("match", match is null ? null : UnstructuredList.Of(match)),
                ("route", UnstructuredList.From(Shares(service, client, split, port))),
                ("retries", Retries));
        }
    }

    private static IEnumerable<UnstructuredMap> Shares(MeshService service, MeshCluster client, MeshTrafficSplit split, MeshPort port)
    {
        var shares = split.Destination.Where(destination => destination.Weight > 0).ToList();
        foreach (var share in shares)
        {
            var group = new WaypointGroup(service, service.In(share.Cluster)!, share.Subset);
            yield return UnstructuredMap.Of(
                ("destination", UnstructuredMap.Of(
                    ("host", ServiceHost.Of(group.Name, service.Namespace, client.ClusterDomain)),
                    ("port", UnstructuredMap.Of(("number", (long)port.Number))))),
                ("weight", shares.Count == 1 ? null : (long)share.Weight));
        }
    }

    /// <summary>The Service of a share where its pods are.</summary>
    private static MeshManifest Pods(WaypointGroup group, UnstructuredMap labels) => Service(
        group, ServiceKind.Grouped, group.Instance.Cluster, labels, UnstructuredMap.Of(group.Selector),
        port => group.Instance.TargetOf(port));

    /// <summary>The Service of a share where it is called from.</summary>
    private static MeshManifest Called(WaypointGroup group, MeshCluster client, UnstructuredMap labels) =>
        Service(group, ServiceKind.Called, client, labels, UnstructuredMap.Of((GroupLabel, group.Name)), port => port.Number);

    private static MeshManifest Service(
        WaypointGroup group, PublishingStep step, MeshCluster cluster, UnstructuredMap labels, UnstructuredMap selector,
        Func<MeshPort, int> target) => IstioObject.Create(
            ServiceKind.Instance, step, cluster, labels, group.Service.Namespace, group.Name,
            UnstructuredMap.Of(
                ("selector", selector),
                ("ports", UnstructuredList.From(group.Service.Port.Select(
                    port => AmbientPlanner.Port(port, target(port) == port.Number ? null : target(port)))))));

    private static MeshManifest Entry(WaypointGroup group, MeshCluster client, string account, UnstructuredMap labels) =>
        IstioObject.Create(
            WorkloadEntryKind.Instance, WorkloadEntryKind.Grouped, client, labels, group.Service.Namespace,
            WorkloadEntryKind.NameOf(group.Name, group.Instance.Cluster.Name, account),
            UnstructuredMap.Of(
                ("network", group.Instance.Cluster.Network),
                ("serviceAccount", account),
                ("labels", UnstructuredMap.Of((GroupLabel, group.Name))),
                ("weight", 1L)));

    /// <summary>At a waypoint the own cluster comes first, and what fails is taken out, by a DestinationRule.</summary>
    private static MeshManifest FailOver(MeshService service, MeshCluster client, UnstructuredMap labels) => IstioObject.Create(
        DestinationRuleKind.Instance, DestinationRuleKind.LocalSubsets, client, labels, service.Namespace, service.Name,
        UnstructuredMap.Of(
            ("host", Hosts.Local(service, client)),
            ("trafficPolicy", UnstructuredMap.Of(("outlierDetection", Ejection)))));

    private static UnstructuredMap Global(UnstructuredMap labels, MeshCluster cluster, MeshService service) =>
        ServiceScopes.LabelsFor(cluster, service.Namespace)!
            .Aggregate(labels, (map, label) => map.With(label.Key, label.Value));
}
