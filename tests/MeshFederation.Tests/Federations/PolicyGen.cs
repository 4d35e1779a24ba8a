using CsCheck;
using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Declarations.Policies;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;
using MeshFederation.Tests.Planning;

namespace MeshFederation.Tests.Federations;

/// <summary>Services with splits and policies of routes for matches that overlap in all ways.</summary>
internal static class PolicyGen
{
    private static readonly MeshMatch?[] Matches =
    [
        null,
        Path(StringMatchKind.Prefix, "/a"),
        Path(StringMatchKind.Prefix, "/a/b"),
        Path(StringMatchKind.Exact, "/a/b"),
        Path(StringMatchKind.Exact, "/A/b") with { IgnoreCase = true },
        Path(StringMatchKind.Prefix, "/c") with { Method = "POST" },
        User(new(StringMatchKind.Exact, "jason")),
        User(new StringMatch(StringMatchKind.Exact, "jason") { IsInverse = true }),
        User(new(StringMatchKind.Present, "")),
        User(new(StringMatchKind.Prefix, "ja")),
        User(new StringMatch(StringMatchKind.Prefix, "b") { IsInverse = true }) with { Path = new(StringMatchKind.Prefix, "/a") },
    ];

    private static readonly (string Kind, Func<int, (string, object?)[]> Values)[] Kinds =
    [
        ("timeout", number => [("Timeout", $"{number + 1}s")]),
        ("retryPolicy", number => [("Attempts", number % 5)]),
        ("fault", number => number % 2 == 0 ? [("Delay", $"{number + 1}ms")] : [("Abort", 500 + number), ("AbortPercent", "1%")]),
        ("mirror", number => [("To", number % 2 == 0 ? "west/v2" : "east"), ("Percent", $"{number}%")]),
        ("headerRule", number => [("ResponseSet", Header("x-rule", $"{number}"))]),
        ("rewrite", number => [("Path", $"/new{number}/")]),
        ("redirect", number => number % 2 == 0 ? [("Status", 500 + number)] : [("Path", "/there"), ("Code", 301 + number)]),
        ("corsPolicy", number => [("AllowOrigin", $"https://{number}.example")]),
    ];

    public static readonly Gen<(string Path, string Method, string? User)> Requests =
        from path in Gen.OneOf("/", "/a", "/a/b", "/A/B", "/a/b/c", "/c/d", "/ab")
        from method in Gen.OneOf("GET", "POST")
        from user in Gen.OneOf(null, "jason", "james", "bob", "")
        select (path, method, user);

    private static readonly Gen<MeshDestination[]> Destinations = Gen.OneOf(
        new[] { "west:100" }, new[] { "east/v1:60", "west/v2:40" }, new[] { "east:100" }, new[] { "west/v1:1", "east:99" })
        .Select(texts => texts.Select(DestinationSyntax.Parse).ToArray());

    private static readonly Gen<MeshPolicy> Policy =
        from kind in Gen.Int[0, Kinds.Length - 1]
        from match in Gen.OneOf(Matches)
        from number in Gen.Int[0, 9]
        select PolicyTests.Policy(Kinds[kind].Kind, match, Kinds[kind].Values(number));

    public static readonly Gen<MeshService> Services =
        from splits in Gen.Select(Gen.OneOf(Matches), Destinations).Array[0, 3]
        from policies in Policy.Array[0, 7]
        from client in Gen.OneOf("east", "other")
        select Service(splits, policies, client);

    private static MeshService Service((MeshMatch? Match, MeshDestination[] Destinations)[] splits, MeshPolicy[] policies, string client)
    {
        MeshCluster[] clusters = [Declared.Cluster("east"), Declared.Cluster("west")];
        var service = Declared.Service("cart", clusters.ToValueList(), client == "east" ? clusters[0] : Declared.Cluster(client));
        foreach (var (match, destinations) in splits) service = service.WithTrafficSplit(destinations, match is null ? [] : [match]);
        return policies.Aggregate(service, (changed, policy) => changed.WithPolicy(policy));
    }

    private static MeshMatch Path(StringMatchKind kind, string path) => new() { Path = new(kind, path) };

    private static MeshMatch User(StringMatch user) => new() { Header = StringMatches.Create([new("end-user", user)]) };

    private static Dictionary<string, string> Header(string name, string value) => new(StringComparer.Ordinal) { [name] = value };
}
