using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Ports;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;
using MeshFederation.Routing;

namespace MeshFederation.Tests.Routing;

/// <summary>
/// Says from the declaration alone which pods a request must reach: what routing over the planned objects has to come to by itself.
/// </summary>
internal static class SplitOracle
{
    public static Dictionary<(string Cluster, LabelSet Subset), double> Expect(
        MeshService service, (string Client, string Called) clusters, MeshPort port, MeshCaller caller, MeshRequest request, string? dead,
        IReadOnlyList<string>? order = null) => Expect(
            service, clusters, service.TrafficSplit.FirstOrDefault(split => Takes(split.Match, port, caller, request)), dead, order);

    /// <summary>The pods that requests of a split must reach; null for those that none takes.</summary>
    public static Dictionary<(string Cluster, LabelSet Subset), double> Expect(
        MeshService service, (string Client, string Called) clusters, MeshTrafficSplit? split, string? dead,
        IReadOnlyList<string>? order = null)
    {
        if (split is null)
        {
            if (order is null && service.IsSuspended(clusters.Called))
                return Suspensions.Others(service).ToDictionary(left => (left.Cluster, left.Subset), left => (double)left.Weight);
            var living = order?.FirstOrDefault(cluster => cluster != dead) ?? order?[0];
            return new() { [(living ?? clusters.Called, LabelSet.Empty)] = 100 };
        }

        return split.Destination.Where(destination => destination.Weight > 0 || split.Destination.Count == 1)
            .GroupBy(destination => Living(destination, split.IsLocalFirst ? clusters.Client : null, dead))
            .ToDictionary(same => same.Key, same => same.Sum(Share));

        double Share(MeshDestination destination) => split.Destination.Count == 1 ? 100 : destination.Weight;
    }

    /// <summary>The place that all requests reach; null for several.</summary>
    public static MeshFallback? Only(Dictionary<(string Cluster, LabelSet Subset), double> reached) =>
        reached.Count == 1 && reached.Keys.Single() is var (cluster, subset) ? new(cluster, subset) : null;

    /// <summary>What takes a destination's requests while a cluster is dead: itself, the first fallback elsewhere, or nobody.</summary>
    private static (string Cluster, LabelSet Subset) Living(MeshDestination destination, string? first, string? dead)
    {
        var places = destination.Fallback.Select(fallback => (fallback.Cluster, fallback.Subset))
            .Prepend((destination.Cluster, destination.Subset)).ToList();
        if (places.FindIndex(place => place.Cluster == first) is > 0 and var own)
        {
            places.Insert(0, places[own]);
            places.RemoveAt(own + 1);
        }

        return places.Exists(place => place.Cluster != dead) ? places.Find(place => place.Cluster != dead) : places[0];
    }

    /// <summary>Whether a request of a caller to a port meets a match.</summary>
    public static bool Takes(MeshMatch? match, MeshPort port, MeshCaller caller, MeshRequest request)
    {
        if (match is null) return true;
        var isHttp = port.Protocol.IsRoutedBy(RouteKind.Http) && request.IsHttp;
        if (match.IsAtGateway || (match.IsHttp && !isHttp)) return false;
        if (match.Port is { } number && number != port.Number) return false;
        return (match.SourceNamespace is null || match.SourceNamespace == caller.Namespace)
            && match.SourceLabel.All(label => caller.Labels.Text(label.Key) == label.Value)
            && AsksFor(match, request);
    }

    /// <summary>
    /// Whether a request at a gateway meets a match. It has no calling pods; and no port of the service, which is where a match beside the
    /// gateway sends it.
    /// </summary>
    public static bool TakesAt(string gateway, MeshMatch? match, MeshRequest request) => match is null
        || (match.SourceNamespace is null && match.SourceLabel.Count == 0
            && (match.Gateway.Count == 0 ? match.Port is null : match.Gateway.Contains(gateway)) && AsksFor(match, request));

    private static bool AsksFor(MeshMatch match, MeshRequest request) => (match.Method is null || match.Method == request.Method)
        && (match.Path is null || Holds(match.Path, request.PathOnly))
        && match.Header.All(header => Holds(header.Value, request.Headers.GetValueOrDefault(header.Key)))
        && match.Query.All(query => Holds(query.Value, request.Query(query.Key)));

    /// <summary>Whether a request of any caller to any port meets a match.</summary>
    public static bool Meets(MeshMatch? match, MeshRequest request) => match is null
        || ((match.Method is null || match.Method == request.Method)
            && (match.Path is null || HoldsPath(match, request.PathOnly))
            && match.Header.All(header => Meets(header.Value, request.Headers.GetValueOrDefault(header.Key))));

    private static bool Meets(StringMatch condition, string? text) =>
        condition.IsInverse ? !Holds(condition, text ?? "") : Holds(condition, text);

    private static bool HoldsPath(MeshMatch match, string path) => match.IgnoreCase
        ? Holds(match.Path! with { Value = match.Path.Value.ToUpperInvariant() }, path.ToUpperInvariant())
        : Holds(match.Path!, path);

    private static bool Holds(StringMatch condition, string? text) => condition.Kind switch
    {
        StringMatchKind.Exact => text == condition.Value,
        StringMatchKind.Prefix => text?.StartsWith(condition.Value, StringComparison.Ordinal) is true,
        StringMatchKind.Regex => text?.StartsWith('j') is true,
        StringMatchKind.Present => text is not null,
        _ => text is null,
    };
}
