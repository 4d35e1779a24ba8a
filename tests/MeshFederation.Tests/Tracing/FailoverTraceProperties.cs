using System.Globalization;
using CsCheck;
using MeshFederation.Analysis.Tracing;
using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Declarations.Policies;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Services;
using MeshFederation.Model.Tracing;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning;
using MeshFederation.Routing;
using MeshFederation.Tests.Planning;
using MeshFederation.Tests.Routing;

namespace MeshFederation.Tests.Tracing;

/// <summary>
/// Whatever policies a service has, a trace shows where its requests end, and for each cluster that may be gone where they end then.
/// </summary>
public sealed class FailoverTraceProperties
{
    private static readonly MeshCluster[] Clusters = [Declared.Cluster("c1"), Declared.Cluster("c2"), Declared.Cluster("c3")];

    private static readonly Gen<MeshDestination> Failover =
        from order in Gen.Shuffle(Clusters)
        from count in Gen.Int[1, 3]
        from labels in Gen.OneOf(LabelSet.Empty, LabelSet.Create("version", "v1"))
        select new MeshDestination(order[0].Name, labels, 100)
        {
            Fallback = order.Skip(1).Take(count - 1).Select(cluster => new MeshFallback(cluster.Name, labels)).ToValueList(),
        };

    private static readonly Gen<(MeshDestination[] Destinations, bool IsLocalFirst)> Split =
        from destinations in Failover.Array[1, 3]
        from isLocalFirst in Gen.Bool
        let distinct = destinations.DistinctBy(destination => destination.Place).ToArray()
        select (Weighted(distinct), isLocalFirst && distinct is [{ Fallback.Count: > 0 }]);

    private static readonly MeshMatch?[] Matches =
    [
        null,
        new() { Path = new(StringMatchKind.Prefix, "/a") },
        new() { Path = new(StringMatchKind.Exact, "/a/b"), Method = "GET" },
        new() { SourceNamespace = "default" },
    ];

    private static readonly Gen<(MeshMatch? Match, (MeshDestination[] Destinations, bool IsLocalFirst) Split)[]> Splits =
        Gen.Select(Gen.OneOf(Matches), Split).Array[1, 3];

    private static readonly Gen<MeshPolicy[]> Policies = Gen.OneOf(
        Policy("timeout", MeshRouteScope.All, ("Timeout", "5s")),
        Policy("retryPolicy", MeshRouteScope.All, ("Attempts", 3)),
        Policy("fault", MeshRouteScope.All, ("Delay", "10ms")),
        Policy("mirror", MeshRouteScope.All, ("To", "c2")),
        Policy("headerRule", MeshRouteScope.All, ("ResponseRemove", "x-powered-by")),
        Policy("corsPolicy", MeshRouteScope.All, ("AllowOrigin", "https://shop.example")),
        Policy("rewrite", MeshRouteScope.All, ("Authority", "inner.example")),
        Policy("outlierDetection", MeshDestinationScope.All, ("ConsecutiveGatewayErrors", 7)),
        Policy("connectionPool", MeshDestinationScope.All, ("ConnectTimeout", "1s")),
        Policy("loadBalancer", MeshDestinationScope.All, ("Algorithm", "RoundRobin"))).Array[0, 6];

    [Fact]
    public void Each_way_ends_where_it_is_declared_and_goes_on_where_its_fallbacks_are_and_nowhere_else() =>
        Gen.Select(Splits, Policies, Gen.Int[0, 2], Gen.OneOf("/", "/a", "/a/b")).Sample(
            (splits, policies, client, path) =>
            {
                if (Service(splits, policies, Clusters[client]) is not { } service) return;
                var planned = FederationPlanner.Plan(Declared.Federation(service));
                var question = Question(Clusters[client].Name, path);
                var hops = RequestTracer.Trace(new(planned, [service], []), question);
                Assert.DoesNotContain(hops, hop => hop.Outcome == TraceOutcome.Broken);
                Assert.Equal(Expected(service, Clusters[client].Name, question.Request), Shown(hops));
            },
            iter: 300);

    /// <summary>The service; null where Istio cannot do what was declared, which planning says.</summary>
    private static MeshService? Service(
        (MeshMatch? Match, (MeshDestination[] Destinations, bool IsLocalFirst) Split)[] splits, MeshPolicy[] policies, MeshCluster client)
    {
        var service = Declared.Service("cart", Clusters.ToValueList(), client);
        service = service with
        {
            Instance = service.Instance.Select(instance => instance with { ServiceAccount = ["cart"] }).ToValueList(),
        };
        foreach (var (match, split) in splits)
            service = service.WithTrafficSplit(split.Destinations, match is null ? [] : [match], split.IsLocalFirst);
        service = policies.Aggregate(service, (changed, policy) => changed.WithPolicy(policy));
        try
        {
            FederationPlanner.Plan(Declared.Federation(service));
            return service;
        }
        catch (MeshException refused) when (refused.ErrorId is MeshErrorId.FallbackUnsupported or MeshErrorId.PolicyUnused)
        {
            return null;
        }
    }

    /// <summary>
    /// By the declaration: each destination of the split that takes the request with its share, and each of its fallbacks once all that
    /// come before it are gone. A destination without fallbacks has no other way; what no split takes stays in the caller's cluster.
    /// </summary>
    private static string Expected(MeshService service, string client, MeshRequest request)
    {
        if (service.TrafficSplit.FirstOrDefault(split => SplitOracle.Meets(split.Match, request)) is not { } split)
            return $"100 {client} all";
        var ends = new List<string>();
        foreach (var destination in split.Destination)
        {
            var places = destination.Places.OrderByDescending(place => split.IsLocalFirst && place.Cluster == client).ToList();
            ends.Add($"{destination.Weight} {Place(places[0])}");
            for (var rank = 1; rank < places.Count; rank++)
                ends.Add($"0 {Place(places[rank])} if {Gone([.. places.Take(rank).Select(place => place.Cluster)])}");
        }

        return string.Join('\n', ends.Order(StringComparer.Ordinal));
    }

    private static string Shown(IEnumerable<MeshHop> hops) => string.Join(
        '\n',
        hops.Where(hop => hop.Step == TraceStep.Pods).Select(hop => string.Create(
            CultureInfo.InvariantCulture,
            $"{hop.Share:0.##} {hop.Cluster} {(hop.Decision.Contains("version=v1", StringComparison.Ordinal) ? "v1" : "all")}"
                + $"{(hop.Condition.Length == 0 ? "" : " " + hop.Condition)}")).Order(StringComparer.Ordinal));

    private static string Place(MeshFallback place) => $"{place.Cluster} {(place.Subset.Count > 0 ? "v1" : "all")}";

    private static string Gone(string[] names) =>
        names is [var one] ? one + " fails" : $"{string.Join(", ", names[..^1])} and {names[^1]} fail";

    private static MeshDestination[] Weighted(MeshDestination[] destinations) =>
        [.. destinations.Select((destination, i) => destination with
        {
            Weight = i == 0 ? 100 - (10 * (destinations.Length - 1)) : 10,
        })];

    private static TraceQuestion Question(string client, string path) =>
        new(client, MeshCaller.In("default"), "cart", 80, new() { Authority = "", Port = 0, Path = path, Method = "GET" });

    private static MeshPolicy Policy(string kind, MeshPolicyScope scope, (string Name, object? Value) value) =>
        PolicyKinds.Of(kind).FromArguments(new Dictionary<string, object?>(StringComparer.Ordinal) { [value.Name] = value.Value }, scope);
}
