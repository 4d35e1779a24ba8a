using MeshFederation.Istio.Declarations.Policies;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Tests.Federations;

/// <summary>Policies of routes on services of any shape, for all requests, for those of their splits, and for others.</summary>
internal static class RoutePolicyGen
{
    private static readonly (string Kind, Func<MeshCluster, int, (string, object?)[]> Values)[] Kinds =
    [
        ("timeout", (_, number) => [("Timeout", $"{number + 1}s")]),
        ("retryPolicy", (_, number) => [("Attempts", number)]),
        ("fault", (_, number) => [("Abort", 500 + number), ("AbortPercent", number % 2 == 0 ? "1%" : "100%")]),
        ("mirror", (to, number) => [("To", number % 2 == 0 ? $"{to.Name}/v2" : to.Name), ("Percent", "5%")]),
        ("headerRule", (_, number) => [("ResponseSet", new Dictionary<string, string> { ["x-rule"] = $"{number}" })]),
        ("rewrite", (_, number) => [("Path", $"/new{number}/")]),
        ("redirect", (_, number) => number % 2 == 0 ? [("Status", 503)] : [("Path", "/there"), ("Code", 302)]),
        ("corsPolicy", (_, number) => [("AllowOrigin", $"https://{number}.example")]),
    ];

    private static readonly MeshMatch Other = new() { Path = new(StringMatchKind.Prefix, "/other") };

    /// <summary>The service with up to three policies, those that it can have.</summary>
    public static MeshService With(MeshService service, Random random)
    {
        var matches = service.TrafficSplit.Select(split => split.Match).Append(Other).Append(null).ToList();
        for (var number = random.Next(4); number > 0; number--)
        {
            var (kind, values) = Kinds[random.Next(Kinds.Length)];
            var arguments = values(service.Cluster[random.Next(service.Cluster.Count)], number)
                .ToDictionary(value => value.Item1, value => value.Item2, StringComparer.Ordinal);
            var scope = new MeshRouteScope(matches[random.Next(matches.Count)]);
            service = Declarable.With(service, service => service.WithPolicy(PolicyKinds.Of(kind).FromArguments(arguments, scope)));
        }

        return service;
    }
}
