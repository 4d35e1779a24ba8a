using MeshFederation.Model.Objects;
using MeshFederation.Planning.Kinds.ServiceEntry;

namespace MeshFederation.Planning.Fallbacks;

/// <summary>
/// Puts the endpoints of a host into an order by their labels. istiod goes through a list of labels, from the last place to the first: an
/// endpoint that differs from the caller in one has its place there, or from what the list says where it says a value (istio
/// pilot/pkg/networking/core/loadbalancer/loadbalancer.go applyFailoverPriorityPerLocality; seen on Istio 1.24 to 1.31). Pods of the own
/// cluster have none of these labels, nor have callers.
/// </summary>
internal static class FallbackOrder
{
    private const string Prefix = "meshfederation.io/";
    /// <summary>The label of an endpoint of a host with fallbacks that says whose gateway it is.</summary>
    internal const string ClusterLabel = Prefix + "cluster";
    private const string AheadLabel = Prefix + "ahead";

    /// <summary>
    /// The labels by which endpoints differ; none where the endpoints are names, whose order is that of their localities: the callers' own
    /// comes first.
    /// </summary>
    public static IReadOnlyList<string> Labels(FallbackHost host) => host.Region.Count > 0 || IsByLocality(host)
        ? []
        : [.. Enumerable.Range(1, host.Places.Count - 1).Reverse().Select(rank => rank == host.Local ? Before(host) : RankLabel(rank))];

    /// <summary>The endpoints of a place.</summary>
    public static IEnumerable<UnstructuredMap> Endpoints(FallbackHost host, int rank)
    {
        var server = host.Service.In(host.Places[rank].Cluster)!.Cluster;
        var labels = ServiceEntryBuilder.Labels(server).With(ClusterLabel, server.Name);
        if (host.Region.Count == 0 && !IsByLocality(host))
        {
            if (rank > 0) labels = labels.With(RankLabel(rank), server.Name);
            if (rank < host.Local && host.Local > 1) labels = labels.With(AheadLabel, "true");
        }

        var endpoints = ServiceEntryBuilder.Endpoints(host.Service, server, labels);
        if (host.Region.Count == 0 && !IsByLocality(host)) return endpoints;
        var locality = host.Region.Count == 0 ? Locality(server.Name) : FallbackRegions.Locality(server);
        return endpoints.Select(endpoint => endpoint.With("locality", locality));
    }

    /// <summary>
    /// Whether proxies look the endpoints up by DNS, for which istiod knows no labels, or crashes over them; localities it does know.
    /// </summary>
    public static bool IsByLocality(FallbackHost host) => ServiceEntryBuilder.Resolution(Gateways(host)) == "DNS";

    /// <summary>The gateways of the other clusters.</summary>
    public static IEnumerable<Model.Clusters.MeshGateway> Gateways(FallbackHost host) =>
        host.Remote.Select(item => item.Instance.Cluster.Gateway);

    /// <summary>A region that no node has, so it is never the callers' own.</summary>
    internal static string Locality(string cluster) => "meshfederation-" + cluster;

    private static string RankLabel(int rank) => FormattableString.Invariant($"{Prefix}rank-{rank}");

    /// <summary>What all places before the callers' own cluster have, and its pods have not.</summary>
    private static string Before(FallbackHost host) =>
        host.Local == 1 ? $"{ClusterLabel}={host.Places[0].Cluster}" : AheadLabel + "=true";
}
