using MeshFederation.Analysis.Access;
using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Access;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Planning;
using MeshFederation.Tests.Planning;
using MeshFederation.Tests.Routing.Access;

namespace MeshFederation.Tests.Access;

/// <summary>
/// Random policies: somebody of another cluster is said to get past them just where somebody of all that can call does, by an evaluation
/// that shares no code with the engine.
/// </summary>
public sealed class WideningProperties
{
    private static readonly string[] Principals =
    [
        "*", "*/ns/shop/sa/web", "*/sa/web", "*web", "*eb", "cluster2/ns/shop/sa/web", "cluster2/*", "*/job",
        "cluster.local/ns/shop/sa/web",
    ];

    private static readonly string[] Namespaces = ["shop", "sh*", "*op", "other", "*"];
    private static readonly string[] Accounts = ["shop/web", "web", "other/job"];
    private static readonly string[] Methods = ["GET", "POST", "P*"];
    private static readonly string[] Paths = ["/", "/api", "/api/*", "*.json", "/a*"];

    private static readonly KnownRequest[] All =
    [
        .. from space in new[] { "shop", "other", "jobs", "shx", "xop", "shxop" }
           from account in new[] { "web", "job", "xweb", "eb", "x" }
           from method in new[] { "GET", "POST", "PUT", "MERGE" }
           from path in new[] { "/", "/api", "/api/x", "/x.json", "/api/x.json", "/a", "/other" }
           select new KnownRequest("cluster1", space, account, true, 80, method, path, null),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_widening_is_said_just_where_somebody_gets_past(int seed)
    {
        var random = new Random(seed);
        var counts = new int[2];
        for (var set = 0; set < 150; set++)
        {
            var specs = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Policy(random)).ToList();
            string[] aliases = random.Next(3) == 0 ? ["cluster1"] : [];
            var envoy = new EnvoyAccess(specs, "shop", ["cluster2", .. aliases]);
            var past = Array.Find(All, request => envoy.Decide(request) is true);
            var said = Lines(specs, aliases).Any(line => line.IsWidening);
            if ((past is not null) != said)
            {
                Assert.Fail(
                    $"said: {said}, past: {past}\naliases {string.Join(',', aliases)}\n"
                    + string.Join('\n', specs.Select(CanonicalJson.Write)));
            }

            counts[said ? 1 : 0]++;
        }

        Assert.All(counts, count => Assert.True(count > 15, string.Join(' ', counts)));
    }

    private static IReadOnlyList<MeshAccess> Lines(IReadOnlyList<UnstructuredMap> specs, string[] aliases)
    {
        var client = Declared.Cluster("cluster1") with { TrustDomain = "cluster1" };
        var server = Declared.Cluster("cluster2") with
        {
            TrustDomain = "cluster2",
            Facts = new() { TrustDomainAlias = aliases.ToValueList(), TrustedDomain = ["cluster1"] },
        };
        var service = ServiceDeclaration.Check(new(
            name: "a",
            ns: "shop",
            port: [PortSyntax.Parse("http:80")],
            instance: [new(server) { Selector = LabelSet.Create("app", "a") }],
            clientCluster: [client]));
        var live = specs.Select((spec, index) => new MeshManifest("cluster2", UnstructuredMap.Of(
            ("apiVersion", "security.istio.io/v1"),
            ("kind", "AuthorizationPolicy"),
            ("metadata", UnstructuredMap.Of(("name", FormattableString.Invariant($"p{index}")), ("namespace", "shop"))),
            ("spec", spec)))).ToList();
        MeshCluster[] clusters = [client, server];
        var planned = FederationPlanner.Plan(Declared.Federation(service));
        return AccessComparison.Of(new(live, [], clusters), new([.. live, .. planned], [service], clusters), [service]);
    }

    private static UnstructuredMap Policy(Random random) => UnstructuredMap.Of(
        ("action", random.Next(3) == 0 ? "DENY" : "ALLOW"),
        ("rules", UnstructuredList.From(Enumerable.Range(0, random.Next(1, 3)).Select(_ => Rule(random)))));

    private static UnstructuredMap Rule(Random random) => UnstructuredMap.Of(
        ("from", UnstructuredList.Of(UnstructuredMap.Of(("source", Part(
            random, ("principals", Principals), ("namespaces", Namespaces), ("serviceAccounts", Accounts)))))),
        ("to", random.Next(2) == 0 ? null : UnstructuredList.Of(UnstructuredMap.Of(
            ("operation", Part(random, ("methods", Methods), ("paths", Paths)))))),
        ("when", random.Next(3) > 0 ? null : UnstructuredList.Of(Condition(random))));

    private static UnstructuredMap Condition(Random random)
    {
        var (key, values) = random.Next(3) switch
        {
            0 => ("source.principal", Principals),
            1 => ("source.namespace", Namespaces),
            _ => ("source.serviceAccount", Accounts),
        };
        return UnstructuredMap.Of(("key", key), (random.Next(2) == 0 ? "values" : "notValues", Texts(random, values)));
    }

    private static UnstructuredMap Part(Random random, params (string Field, string[] Values)[] fields)
    {
        var part = UnstructuredMap.Empty;
        for (var count = random.Next(1, 3); count > 0; count--)
        {
            var (field, values) = fields[random.Next(fields.Length)];
            if (random.Next(3) == 0) field = "not" + char.ToUpperInvariant(field[0]) + field[1..];
            part = part.With(field, Texts(random, values));
        }

        return part;
    }

    private static UnstructuredList Texts(Random random, string[] values) =>
        UnstructuredList.From(Enumerable.Range(0, random.Next(1, 3)).Select(_ => values[random.Next(values.Length)]).Distinct());
}
