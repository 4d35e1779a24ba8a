using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Routing;
using MeshFederation.Routing.Access;

namespace MeshFederation.Tests.Routing.Access;

/// <summary>The engine's evaluation of AuthorizationPolicies against one that makes Envoy's rules of them, as istiod does.</summary>
public sealed class AccessMatrixTests
{
    private static readonly UnstructuredMap Pods = UnstructuredMap.Of(("app", "a"));

    private static readonly string[] Principals =
    [
        "c1/ns/shop/sa/web", "c2/ns/shop/sa/web", "c2/ns/shop/*", "c1/*", "c2/*", "*", "*/ns/shop/sa/web", "*/sa/web",
        "cluster.local/ns/shop/sa/web", "*.corp/ns/shop/sa/web", "old.corp/ns/shop/sa/web", "c*/ns/shop/sa/web", "c1/ns/shop/sa/w*",
        "*2/ns/shop/sa/web", "x/ns/shop/sa/web",
    ];

    private static readonly string[] Namespaces = ["shop", "sh*", "*op", "other", "*", "s*/sa/w*", "*p*"];
    private static readonly string[] Accounts = ["shop/web", "web", "other/web", "shop/job"];
    private static readonly string[] Domains = ["c1", "c2", "old.corp", "x"];
    private static readonly string[] Methods = ["GET", "POST", "P*", "*"];
    private static readonly string[] Paths = ["/", "/api", "/api/*", "*.json", "*", "/a*"];
    private static readonly string[] Ports = ["80", "8080"];
    private static readonly string[] Headers = ["on", "o*", "*", "off"];

    [Theory]
    [InlineData(1, 400)]
    [InlineData(2, 400)]
    [InlineData(3, 400)]
    public void Both_let_in_the_same_callers(int seed, int sets)
    {
        var random = new Random(seed);
        var (cases, outcomes) = (0, new HashSet<AccessOutcome>());
        for (var set = 0; set < sets; set++)
        {
            string[] aliases = random.Next(3) switch { 0 => [], 1 => ["c1"], _ => ["old.corp", "c1"] };
            var specs = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Policy(random)).ToList();
            var cluster = Cluster(specs, aliases);
            var envoy = new EnvoyAccess(specs, "shop", ["c2", .. aliases]);
            for (var call = 0; call < 30; call++, cases++)
            {
                var request = Request(random);
                var answer = cluster.Access.Decide("shop", Pods, request.ToEngine())!;
                outcomes.Add(answer.Outcome);
                var expected = envoy.Decide(request) switch
                {
                    null => AccessOutcome.Unknown,
                    true => AccessOutcome.Allowed,
                    false => AccessOutcome.Denied,
                };
                if (expected == answer.Outcome) continue;
                Assert.Fail(
                    $"{request}\naliases {string.Join(',', aliases)}\n{string.Join('\n', specs.Select(CanonicalJson.Write))}\n"
                    + $"engine {answer}, Envoy {expected}");
            }
        }

        Assert.Equal(sets * 30, cases);
        Assert.Equal(3, outcomes.Count);
    }

    [Theory]
    [InlineData("c2/*", "c1", false)]
    [InlineData("c2/ns/shop/sa/web", "c1", true)]
    [InlineData("cluster.local/ns/shop/sa/web", "c1", true)]
    [InlineData("c2/ns/shop/*", "c1", false)]
    public void An_alias_stands_for_whole_principals_alone(string principal, string domain, bool isLetIn)
    {
        var spec = UnstructuredMap.Of(("rules", UnstructuredList.Of(UnstructuredMap.Of(("from", UnstructuredList.Of(
            UnstructuredMap.Of(("source", UnstructuredMap.Of(("principals", UnstructuredList.Of(principal)))))))))));
        var request = new KnownRequest(domain, "shop", "web", true, 80, "GET", "/", null);
        var answer = Cluster([spec], ["c1"]).Access.Decide("shop", Pods, request.ToEngine())!;
        Assert.Equal(isLetIn ? AccessOutcome.Allowed : AccessOutcome.Denied, answer.Outcome);
    }

    private static RoutingCluster Cluster(IReadOnlyList<UnstructuredMap> specs, string[] aliases) => new(
        new("c2", "c2") { TrustDomain = "c2", Facts = new() { TrustDomainAlias = aliases.ToValueList() } },
        specs.Select((spec, index) => new MeshManifest("c2", UnstructuredMap.Of(
            ("apiVersion", "security.istio.io/v1"),
            ("kind", "AuthorizationPolicy"),
            ("metadata", UnstructuredMap.Of(("name", FormattableString.Invariant($"p{index}")), ("namespace", "shop"))),
            ("spec", spec)))),
        []);

    private static KnownRequest Request(Random random) => new(
        Pick(random, [null, "c1", "c2", "old.corp", "x", "cluster.local", "oldxcorp"]),
        Pick(random, ["shop", "other", "shops"])!,
        Pick(random, ["web", "job", "webx"])!,
        random.Next(4) > 0,
        random.Next(2) == 0 ? 80 : 8080,
        Pick(random, ["GET", "POST", "PUT"])!,
        Pick(random, ["/", "/api", "/api/x", "/api/x.json", "/other"])!,
        Pick(random, [null, "on", "off"]));

    private static UnstructuredMap Policy(Random random)
    {
        var action = Pick(random, ["ALLOW", "DENY", "DENY", "CUSTOM", null]);
        return UnstructuredMap.Of(
            ("action", action),
            ("provider", action == "CUSTOM" ? UnstructuredMap.Of(("name", "p")) : null),
            ("rules", Some(random, 0, 3, () => Rule(random))));
    }

    private static UnstructuredMap Rule(Random random) => UnstructuredMap.Of(
        ("from", Some(random, 0, 2, () => UnstructuredMap.Of(("source", Part(
            random, ("principals", Principals), ("namespaces", Namespaces), ("serviceAccounts", Accounts), ("trustDomains", Domains)))))),
        ("to", Some(random, 0, 2, () => UnstructuredMap.Of(
            ("operation", Part(random, ("methods", Methods), ("paths", Paths), ("ports", Ports)))))),
        ("when", random.Next(3) > 0 ? null : Some(random, 1, 1, () => Condition(random))));

    private static UnstructuredMap Condition(Random random)
    {
        var (key, values) = random.Next(6) switch
        {
            4 => ("source.serviceAccount", Accounts),
            5 => ("source.trustDomain", Domains),
            0 => ("source.principal", Principals),
            1 => ("source.namespace", Namespaces),
            2 => ("request.headers[x]", Headers),
            _ => ("destination.port", Ports),
        };
        return UnstructuredMap.Of(("key", key), (random.Next(3) > 0 ? "values" : "notValues", Texts(random, values)));
    }

    private static UnstructuredMap Part(Random random, params (string Field, string[] Values)[] fields)
    {
        var (field, values) = fields[random.Next(fields.Length)];
        var part = UnstructuredMap.Of((field, Texts(random, values)));
        (field, values) = fields[random.Next(fields.Length)];
        return random.Next(2) == 0 ? part : part.With("not" + char.ToUpperInvariant(field[0]) + field[1..], Texts(random, values));
    }

    private static UnstructuredList Texts(Random random, string[] values) =>
        UnstructuredList.From(Enumerable.Range(0, random.Next(1, 3)).Select(_ => values[random.Next(values.Length)]));

    private static UnstructuredList? Some(Random random, int least, int most, Func<object> make) =>
        random.Next(least, most + 1) is var count && count == 0 && least == 0 && random.Next(2) == 0
            ? null
            : UnstructuredList.From(Enumerable.Range(0, count).Select(_ => make()));

    private static string? Pick(Random random, string?[] values) => values[random.Next(values.Length)];
}
