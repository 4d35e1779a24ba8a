using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Ports;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Planning.Ambient;

/// <summary>
/// Splits of requests at the waypoint of a client cluster, as they were run: a Service for each cluster and version that gets a share, and
/// a VirtualService that shares out between them. Without a waypoint a split is one of connections, by weights of entries.
/// </summary>
internal static class WaypointSplits
{
    /// <summary>Whether the requests of a client cluster are split at its waypoint.</summary>
    public static bool Are(MeshService service, MeshCluster client) => service.IsCalledElsewhere(client)
        && service.TrafficSplit.Count > 0
        && !AmbientShares.IsOwnFirst(service)
        && AmbientSpaces.WaypointOf(client, service.Namespace) is not null;

    /// <summary>Whether the own cluster's pods come first at a waypoint, and others take over from them.</summary>
    public static bool FailOver(MeshService service, MeshCluster client) => service.IsCalledElsewhere(client)
        && service.In(client.Name) is not null
        && AmbientShares.IsOwnFirst(service)
        && AmbientSpaces.WaypointOf(client, service.Namespace) is not null;

    /// <summary>The Services to which the requests of a client cluster are shared out.</summary>
    public static IReadOnlyList<WaypointGroup> Groups(MeshService service) =>
    [
        .. Splits(service).SelectMany(split => split.Destination).Where(destination => destination.Weight > 0)
            .Select(destination => new WaypointGroup(service, service.In(destination.Cluster)!, destination.Subset))
            .DistinctBy(group => group.Name, StringComparer.Ordinal)
            .OrderBy(group => group.Name, StringComparer.Ordinal)
    ];

    /// <summary>The splits, the most specific first; clusters that are suspended get nothing.</summary>
    public static IEnumerable<MeshTrafficSplit> Splits(MeshService service) => service.WithoutSuspended().TrafficSplit;

    /// <summary>Requires that a split can be had.</summary>
    /// <exception cref="MeshException">It cannot.</exception>
    public static void Require(MeshService service, MeshCluster client)
    {
        if (!Are(service, client)) return;
        if (service.TrafficSplit.All(split => split.Match is not null))
        {
            throw AmbientErrors.Unsupported(
                service, "no share is said of the requests that no match takes; at a waypoint they would have no destination.",
                "Add a split without -Match: Set-MeshTrafficSplit.");
        }

        if (service.Port.FirstOrDefault(port => !PortProtocol.At(port.Number, port.Protocol).IsRoutedBy(RouteKind.Http)) is { } other)
        {
            throw AmbientErrors.Unsupported(
                service, $"its port '{other.Name}' is not one of HTTP, whose requests a waypoint could split.",
                $"Say its protocol, -Port http:{FormattableString.Invariant($"{other.Number}")}, or federate the port as a service of its "
                + "own, without a split.");
        }

        foreach (var split in service.TrafficSplit)
        {
            if (split.Match is { } match && (match.SourceLabel.Count > 0 || match.SourceNamespace is not null || match.Gateway.Count > 0))
            {
                throw AmbientErrors.Unsupported(
                    service, $"a waypoint does not know the callers by which '{match}' matches.",
                    "Match by path, method, headers or query.");
            }

            if (split.Destination.FirstOrDefault(item => item.Fallback.Count > 0 || item.Region.Count > 0) is { } falling)
            {
                throw AmbientErrors.Unsupported(
                    service, $"'{falling}' has fallbacks: shares of a waypoint never take over for each other.",
                    "Leave the fallbacks out; failed requests are sent again. Or have the own cluster first, and the others take over: "
                    + "Set-MeshFailover.");
            }

            if (split.Destination.FirstOrDefault(item => item.Port is not null) is { } ported)
            {
                throw AmbientErrors.Unsupported(
                    service, $"'{ported}' is called at a port of its own.", "Leave the port out: in ambient mode ports are the same.");
            }
        }

        foreach (var group in Groups(service)) Require(service, client, group);
    }

    private static void Require(MeshService service, MeshCluster client, WaypointGroup group)
    {
        var cluster = group.Instance.Cluster;
        if (group.Instance.Selector.Count == 0) throw AmbientErrors.NoSelector(service, cluster);
        if (group.Instance.NamedTargetPort is [var named, ..])
        {
            throw AmbientErrors.Unsupported(
                service, $"its port '{named}' leads to a port of the pods in '{cluster}' by a name that nothing tells the number of.",
                "Say it: New-MeshServiceEntry -TargetPort.");
        }

        if (cluster.Name == client.Name && ServiceScopes.LabelsFor(client, service.Namespace) is { Count: 0 })
        {
            throw AmbientErrors.Unsupported(
                service, $"all Services of '{client}' are global, and the share of its own pods must be of a Service that is not.",
                "Have serviceScopeConfigs select Services by a label, as Istio's ambient profile does.");
        }
    }
}
