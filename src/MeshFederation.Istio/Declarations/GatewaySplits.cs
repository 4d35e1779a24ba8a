using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Names;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Istio.Declarations;

/// <summary>Sets how the requests that come through a gateway of one's own are split.</summary>
public static class GatewaySplits
{
    /// <summary>A copy of the service with a split for a gateway and a host.</summary>
    /// <param name="service">The service.</param>
    /// <param name="gateway">
    /// The Gateway, as <c>istio-system/web</c>; with a client cluster before it, as <c>cluster1/istio-system/web</c>, the one there.
    /// </param>
    /// <param name="hostname">The host that is asked for, perhaps <c>*.example.com</c>, in any case.</param>
    /// <param name="destinations">The destinations; their weights total 100.</param>
    /// <param name="matches">The alternatives it holds for; none for all requests for the host that no other split takes.</param>
    /// <param name="isLocalFirst">Whether of a destination and its fallbacks the one in the gateway's own cluster comes first.</param>
    /// <returns>The copy; a split for the same gateway, host and match is replaced.</returns>
    /// <exception cref="MeshException">Gateway, host, destinations or matches do not fit the service.</exception>
    public static MeshService WithGatewaySplit(
        this MeshService service,
        string gateway,
        string hostname,
        IReadOnlyList<MeshDestination> destinations,
        IReadOnlyList<MeshMatch> matches,
        bool isLocalFirst = false)
    {
        var (cluster, name) = Parse(service, gateway);
        hostname = hostname.ToLowerInvariant();
        RequireHost(service, hostname);
        foreach (var match in matches) RequireRequest(match);
        bool IsThis(MeshGatewaySplit split) => (split.Cluster, split.Gateway, split.Hostname) == (cluster, name, hostname);
        var before = service.GatewaySplit.FirstOrDefault(IsThis)?.TrafficSplit ?? [];
        var splits = (service with { TrafficSplit = before }).WithTrafficSplit(destinations, matches, isLocalFirst).TrafficSplit;
        var changed = new MeshGatewaySplit(name, hostname, splits) { Cluster = cluster };
        return service with { GatewaySplit = Ordered(service.GatewaySplit.Where(split => !IsThis(split)).Append(changed)) };
    }

    /// <summary>The destinations of all splits of a service, those of the mesh first.</summary>
    /// <param name="service">The service.</param>
    /// <returns>The destinations.</returns>
    public static IEnumerable<MeshDestination> Destinations(this MeshService service) =>
        service.TrafficSplit.Concat(service.GatewaySplit.SelectMany(split => split.TrafficSplit)).SelectMany(split => split.Destination);

    /// <summary>
    /// Where requests of a service may go by its splits: the destinations that have a weight, and what takes over for them.
    /// </summary>
    /// <param name="service">The service.</param>
    /// <returns>The cluster and pods of each.</returns>
    public static IEnumerable<MeshFallback> Places(this MeshService service) => service.Destinations()
        .SelectMany(destination => destination.Weight > 0 ? destination.Places : destination.Fallback);

    /// <summary>Splits in an order of their own.</summary>
    /// <param name="splits">The splits.</param>
    /// <returns>The splits by gateway, host and cluster.</returns>
    public static ValueList<MeshGatewaySplit> Ordered(IEnumerable<MeshGatewaySplit> splits) =>
        splits.OrderBy(split => split.Gateway, StringComparer.Ordinal)
            .ThenBy(split => split.Hostname, StringComparer.Ordinal).ThenBy(split => split.Cluster, StringComparer.Ordinal).ToValueList();

    private static (string? Cluster, string Gateway) Parse(MeshService service, string text)
    {
        var parts = text.Split('/');
        if (parts.Length is not (2 or 3) || !DnsName.IsLabel(parts[^2]) || !DnsName.IsSubdomain(parts[^1]))
            throw GatewaySplitErrors.NoGateway(text);
        var cluster = parts.Length == 3 ? parts[0] : null;
        if (cluster is not null && service.ClientCluster.All(client => client.Name != cluster))
            throw GatewaySplitErrors.NoClient(service, text, cluster);
        return (cluster, $"{parts[^2]}/{parts[^1]}");
    }

    private static void RequireHost(MeshService service, string hostname)
    {
        var name = hostname.StartsWith("*.", StringComparison.Ordinal) ? hostname[2..] : hostname;
        if (!DnsName.IsHost(name)) throw GatewaySplitErrors.NoHost(service, hostname);
    }

    /// <summary>At a gateway there are no calling pods, and the port is the gateway's own (istio networking/v1 HTTPMatchRequest).</summary>
    private static void RequireRequest(MeshMatch match)
    {
        if (match.Gateway.Count == 0 && !match.IsOfCallers && match.Port is null) return;
        throw MatchErrors.Unfit(
            match,
            "requests that come through a gateway have no calling pods and no port of the service, so with -Gateway a split matches by "
            + "path, method, headers and query alone",
            "Leave SourceLabel, SourceNamespace, Port and Gateway out of -Match.");
    }
}
