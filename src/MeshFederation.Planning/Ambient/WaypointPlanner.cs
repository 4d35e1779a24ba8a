using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Declarations.Policies.RetryPolicy;
using MeshFederation.Istio.Names;
using MeshFederation.Istio.Visibility;
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
/// share; where these are of another cluster, the client has a Service of the same name that selects what stands for them. Routes and rules
/// are for the waypoint's own namespace alone, which is the service's: sidecars elsewhere would call tunnels as if they were pods (istio
/// pilot/pkg/model/sidecar.go DefaultSidecarScopeForGateway gives a waypoint what its namespace sees).
/// </summary>
internal static class WaypointPlanner
{
    /// <summary>The label by which a Service selects the entries of a share, and nothing else.</summary>
    public const string GroupLabel = "meshfederation.io/group";

    /// <summary>How often a request is sent again, and after what; without, 224 of 500 failed with a dead gateway (run).</summary>
    private static readonly UnstructuredMap Retries = UnstructuredMap.Of(
        ("attempts", 3L),
        ("retryOn", string.Join(
            ',', RetryCauses.ConnectFailure, RetryCauses.RefusedStream, RetryCauses.Reset, RetryCauses.Unreachable)));

    private static readonly UnstructuredMap NoRetries = UnstructuredMap.Of(("attempts", 0L));

    /// <summary>What takes a cluster out while its gateway is dead, and prefers the own one (run).</summary>
    private static readonly UnstructuredMap Ejection = UnstructuredMap.Of(
        ("consecutiveGatewayErrors", 2L), ("interval", "1s"), ("baseEjectionTime", "10s"), ("maxEjectionPercent", 100L));

    /// <summary>The objects of all client clusters with a waypoint, and of the clusters that they call.</summary>
    public static IEnumerable<MeshManifest> Plan(IReadOnlyList<MeshService> services, UnstructuredMap labels)
    {
        foreach (var service in services)
        {
            var clients = service.ClientCluster.Where(client => WaypointSplits.Are(service, client)).ToList();
            if (clients.Count > 0)
            {
                var ours = labels.With(AmbientPlanner.ServiceLabel, service.Name);
                foreach (var group in WaypointSplits.Groups(service))
                {
                    foreach (var item in Share(group, clients, ours)) yield return item;
                }
            }

            foreach (var client in clients) yield return Split(service, client, labels);
            foreach (var client in service.ClientCluster.Where(client => WaypointSplits.FailOver(service, client)))
                yield return FailOver(service, client, labels);
        }
    }

    /// <summary>A Service is global where a client of another cluster calls it, whoever else does.</summary>
    private static IEnumerable<MeshManifest> Share(WaypointGroup group, IReadOnlyList<MeshCluster> clients, UnstructuredMap labels)
    {
        var server = group.Instance.Cluster;
        var remote = clients.Where(client => client.Name != server.Name).ToList();
        yield return Service(
            group, ServiceKind.Grouped, server, remote.Count > 0 ? Global(labels, server, group) : labels,
            UnstructuredMap.Of(group.Selector), group.Instance.NumberOf, port => group.Instance.TargetOf(port));
        foreach (var client in remote)
        {
            yield return Service(
                group, ServiceKind.Called, client, Global(labels, client, group), UnstructuredMap.Of((GroupLabel, group.Name)),
                port => WaypointSplits.NumberOf(group.Service, client, port), static _ => null);
            foreach (var account in group.Instance.ServiceAccount) yield return Entry(group, client, account, labels);
        }
    }

    private static MeshManifest Split(MeshService service, MeshCluster client, UnstructuredMap labels) => IstioObject.Create(
        VirtualServiceKind.Instance, VirtualServiceKind.Step, client, labels, service.Namespace, service.Name,
        UnstructuredMap.Of(
            ("hosts", IstioObject.TextList(Hosts.Local(service, client))),
            (ExportScope.Field, IstioObject.TextList(ExportScope.Own)),
            ("http", UnstructuredList.From(WaypointSplits.Splits(service).SelectMany(split => Routes(service, client, split))))),
        service.Suspended.Count == 0
            ? null
            : UnstructuredMap.Of((ManifestLabels.Suspended, string.Join(',', service.Suspended))));

    /// <summary>
    /// Where the called Service has several ports, federated or not, each has routes of its own: a route that names none takes the requests
    /// of all.
    /// </summary>
    private static IEnumerable<UnstructuredMap> Routes(MeshService service, MeshCluster client, MeshTrafficSplit split)
    {
        var isByPort = service.Port.Count > 1 || split.Match?.Port is not null || service.In(client.Name)?.OtherPort.Count > 0;
        foreach (var port in service.Port.Where(port => split.Match?.Port is null || split.Match.Port == port.Number))
        {
            int? number = isByPort ? WaypointSplits.NumberOf(service, client, port) : null;
            var match = HttpMatch.Of(split.Match is null ? null : split.Match with { Port = null }, number, client.IstioVersion);
            var shares = split.Destination.Where(destination => destination.Weight > 0).ToList();
            yield return UnstructuredMap.Of(
                ("match", match is null ? null : UnstructuredList.Of(match)),
                ("route", UnstructuredList.From(shares.Select(share => Destination(service, client, share, port, shares.Count == 1)))),
                ("retries", service.NoRetry ? NoRetries : shares.Exists(share => share.Cluster != client.Name) ? Retries : null));
        }
    }

    private static UnstructuredMap Destination(
        MeshService service, MeshCluster client, MeshDestination share, MeshPort port, bool isAll) => UnstructuredMap.Of(
            ("destination", UnstructuredMap.Of(
                ("host", ServiceHost.Of(
                    new WaypointGroup(service, service.In(share.Cluster)!, share.Subset).Name, service.Namespace, client.ClusterDomain)),
                ("port", UnstructuredMap.Of(("number", (long)WaypointSplits.NumberOf(service, client, port)))))),
            ("weight", isAll ? null : (long)share.Weight));

    private static MeshManifest Service(
        WaypointGroup group, PublishingStep step, MeshCluster cluster, UnstructuredMap labels, UnstructuredMap selector,
        Func<MeshPort, int> number, Func<MeshPort, int?> target) => IstioObject.Create(
            ServiceKind.Instance, step, cluster, With(labels, group.WaypointLabels(cluster)), group.Service.Namespace, group.Name,
            UnstructuredMap.Of(
                ("selector", selector),
                ("ports", UnstructuredList.From(group.Service.Port.Select(
                    port => AmbientPlanner.Port(port, number(port), target(port) == number(port) ? null : target(port)))))));

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
            (ExportScope.Field, IstioObject.TextList(ExportScope.Own)),
            ("trafficPolicy", UnstructuredMap.Of(("outlierDetection", Ejection)))));

    private static UnstructuredMap Global(UnstructuredMap labels, MeshCluster cluster, WaypointGroup group) =>
        With(labels, ServiceScopes.LabelsFor(cluster, group.Service.Namespace)!);

    private static UnstructuredMap With(UnstructuredMap labels, IEnumerable<KeyValuePair<string, string>> more) =>
        more.Aggregate(labels, (map, label) => map.With(label.Key, label.Value));
}
