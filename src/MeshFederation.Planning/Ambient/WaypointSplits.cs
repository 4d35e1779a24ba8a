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
    public static bool Are(MeshService service, MeshCluster client) =>
        service.TrafficSplit.Count > 0 && !AmbientShares.IsOwnFirst(service) && HasWaypoint(service, client);

    /// <summary>Whether the own cluster's pods come first at a waypoint, and others take over from them.</summary>
    public static bool FailOver(MeshService service, MeshCluster client) =>
        service.In(client.Name) is not null && AmbientShares.IsOwnFirst(service) && HasWaypoint(service, client);

    /// <summary>Why the waypoint that labels name does not decide where requests go; empty where it does, or none is named.</summary>
    public static string Unused(MeshService service, MeshCluster client)
    {
        if (service.TrafficSplit.Count == 0 || !service.IsCalledElsewhere(client) || HasWaypoint(service, client)) return "";
        if (ServiceWaypoints.Named(client, service.Namespace, service.Name) is not var (space, name)) return "";
        if (client.Facts is { Waypoint: not null, ServiceWaypoint: null })
            return "what the Service itself says of its waypoint is not known, as Services could not be read";
        return ServiceWaypoints.IsThere(client, (space, name)) switch
        {
            null => $"whether the waypoint {space}/{name} is there is not known, as Gateways could not be read",
            false => $"no Gateway of the class {AmbientNames.WaypointClass} that takes the calls of Services and has an address is "
                + $"{space}/{name}",
            _ => $"the waypoint {space}/{name} is in another namespace, whose Gateway may not take it",
        };
    }

    /// <summary>
    /// Which number a port has where it is called, which is the same in all clusters that are called from there.
    /// </summary>
    public static int NumberOf(MeshService service, MeshCluster client, MeshPort port) =>
        service.In(client.Name)?.NumberOf(port) ?? port.Number;

    /// <summary>The Services to which the requests of a client cluster are shared out.</summary>
    public static IReadOnlyList<WaypointGroup> Groups(MeshService service) =>
    [
        .. Splits(service).SelectMany(split => split.Destination).Where(destination => destination.Weight > 0)
            .Select(destination => new WaypointGroup(service, service.In(destination.Cluster)!, destination.Subset))
            .DistinctBy(group => (group.Instance.Cluster.Name, group.Subset))
            .OrderBy(group => group.Name, StringComparer.Ordinal)
    ];

    /// <summary>The splits, the most specific first; clusters that are suspended get nothing.</summary>
    public static IEnumerable<MeshTrafficSplit> Splits(MeshService service) => service.WithoutSuspended().TrafficSplit;

    /// <summary>Requires that a split can be had.</summary>
    /// <exception cref="MeshException">It cannot.</exception>
    public static void Require(MeshService service, MeshCluster client)
    {
        if (!Are(service, client)) return;
        if (service.In(client.Name) is not null
            && service.ClientCluster.FirstOrDefault(other => service.IsCalledElsewhere(other) && !Are(service, other)) is { } bare)
        {
            throw AmbientErrors.Unsupported(
                service,
                $"'{bare}' calls it without a waypoint of its own: its calls that go to '{client}' would meet the waypoint there and be "
                + "split again.",
                $"Give '{bare}' a waypoint too, ready, in the namespace of the service, and read by Get-MeshCluster; or take it out of "
                + "-ClientCluster.");
        }

        if (service.TrafficSplit.All(split => split.Match is not null))
        {
            throw AmbientErrors.Unsupported(
                service, "no share is said of the requests that no match takes; at a waypoint they would have no destination.",
                "Add a split without -Match: Set-MeshTrafficSplit.");
        }

        if (service.Port.FirstOrDefault(
            port => !PortProtocol.At(NumberOf(service, client, port), port.Protocol).IsRoutedBy(RouteKind.Http)) is { } other)
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

        if (AmbientSpaces.HasSidecars(client, service.Namespace))
        {
            throw AmbientErrors.Unsupported(
                service,
                $"pods of '{service.Namespace}' in '{client}' have sidecars, which would take the routes of its waypoint for theirs and "
                + "call the port for tunnels as if it were a pod.",
                $"Take the label for injection off the namespace there, or take '{client}' out of -ClientCluster.");
        }

        foreach (var group in Groups(service)) Require(service, group);
    }

    /// <summary>One in another namespace must let this one in, which no object that is read says.</summary>
    private static bool HasWaypoint(MeshService service, MeshCluster client) => service.IsCalledElsewhere(client)
        && ServiceWaypoints.Of(client, service.Namespace, service.Name)?.Namespace == service.Namespace;

    private static void Require(MeshService service, WaypointGroup group)
    {
        var cluster = group.Instance.Cluster;
        if (group.Instance.Selector.Count == 0) throw AmbientErrors.NoSelector(service, cluster);
        if (group.Instance.NamedTargetPort is [var named, ..])
        {
            throw AmbientErrors.Unsupported(
                service, $"its port '{named}' leads to a port of the pods in '{cluster}' by a name that nothing tells the number of.",
                "Say it: New-MeshServiceEntry -TargetPort.");
        }
    }
}
