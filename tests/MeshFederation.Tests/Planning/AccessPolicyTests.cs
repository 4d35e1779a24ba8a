using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Declarations.Access;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Access;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Model.Yaml;
using MeshFederation.Planning;
using MeshFederation.Routing;
using MeshFederation.Routing.Access;

namespace MeshFederation.Tests.Planning;

/// <summary>Who of other clusters is let in by the policy that is planned, and how it is said.</summary>
public sealed class AccessPolicyTests
{
    private static readonly string[] Spaces = ["shop", "jobs", "shops"];
    private static readonly string[] Accounts = ["web", "job", "web2"];
    private static readonly string[] Methods = ["GET", "POST", "DELETE"];
    private static readonly string[] Paths = ["/", "/api", "/api/x", "/api/x.json", "/admin"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Exactly_those_are_let_in_who_are_declared_and_own_callers_are_left_alone(int seed)
    {
        var random = new Random(seed);
        var (letIn, keptOut) = (0, 0);
        for (var i = 0; i < 25; i++)
        {
            ValueList<string> aliases = random.Next(3) switch { 0 => [], 1 => ["c2"], _ => ["c2", "c3", "old"] };
            var server = Cluster("c1") with { Facts = random.Next(4) == 0 ? null : new() { TrustDomainAlias = aliases } };
            MeshCluster[] peers = [Cluster("c2"), Cluster("c3"), Cluster("c4")];
            var service = Service(server, [.. peers.Take(random.Next(1, 4))]);
            for (var count = random.Next(1, 4); count > 0; count--) service = service.WithAccess(Policy(random, service));
            var beside = peers.Select(peer => Declared.Service("beside-" + peer, [server], peer));
            var policies = Planned([service, .. beside]);
            var cluster = new RoutingCluster(server, policies, []);
            foreach (var (domain, space, account) in Callers())
            {
                foreach (var request in Requests(new(domain is not null, domain, space, domain is null ? null : account)))
                {
                    var port = service.Port.First(port => service.Instance[0].TargetOf(port) == request.Port);
                    var client = Array.Find(peers, peer => peer.TrustDomain == domain);
                    var isMeant = client is null
                        || service.LetsIn(client, $"{domain}/ns/{space}/sa/{account}", port, request.Method, request.Path);
                    var answer = cluster.Access.Decide("shop", UnstructuredMap.Of(("app", "a")), request);
                    if (isMeant != (answer?.Outcome is null or AccessOutcome.Allowed))
                    {
                        Assert.Fail(
                            $"{request}\n{service.AccessPolicy}\naliases {aliases}\n"
                            + $"{string.Join('\n', policies.Select(item => item.ToYaml()))}\n{answer}");
                    }

                    if (isMeant) letIn++;
                    else keptOut++;
                }
            }
        }

        Assert.True(letIn > 500 && keptOut > 500, $"{letIn} let in, {keptOut} kept out");
    }

    [Fact]
    public void It_denies_the_identities_of_the_trust_domain_and_names_those_that_it_does_not()
    {
        var service = Service(Cluster("c1"), Cluster("c2"))
            .WithAccess(new() { ServiceAccount = ["web"], Method = ["get"], RequestPath = ["/api/*"] });
        Assert.Equal(
            """
            selector:
              matchLabels:
                app: a
            action: DENY
            rules:
            - from:
              - source:
                  principals:
                  - 'c2/*'
                  notPrincipals:
                  - c2/ns/shop/sa/web
            - from:
              - source:
                  principals:
                  - c2/ns/shop/sa/web
                  notPrincipals:
                  - 'c1/*'
              to:
              - operation:
                  notPorts:
                  - '8080'
              - operation:
                  ports:
                  - '8080'
                  notMethods:
                  - GET
              - operation:
                  ports:
                  - '8080'
                  notPaths:
                  - '/api/*'

            """,
            YamlWriter.Write(Assert.Single(Planned(service)).Spec),
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void A_federation_that_denies_by_default_lets_in_nobody_without_a_policy()
    {
        var service = Service(Cluster("c1"), Cluster("c2")) with
        {
            Federation = new("test") { DenyByDefault = true },
        };
        var policy = Assert.Single(Planned(service));
        Assert.Equal("meshfederation-test-a", policy.Name);
        Assert.Equal("c2/*", Assert.Single(policy.Spec.Maps("rules").First().Maps("from").First().Map("source")!.List("principals")));
        Assert.Empty(Planned(service with { Federation = new("test") }));
    }

    [Fact]
    public void What_Istio_cannot_tell_apart_is_refused()
    {
        var (one, two) = (Cluster("c1"), Cluster("c2"));
        var whole = new MeshAccessPolicy { Cluster = ["c2"] };
        Refused("nothing tells them from its own callers", Service(one, two with { TrustDomain = "c1" }).WithAccess(whole));
        Refused("a policy for other pods guards nothing", WithInstance(Service(one, two).WithAccess(whole), instance =>
            instance with { Selector = LabelSet.Empty }));
        Refused("reads in a principal as its own", Service(one, two with { TrustDomain = "cluster.local" })
            .WithAccess(new() { ServiceAccount = ["web"] }));
        Refused("has the trust domain of 'c3'", Service(one, two, Cluster("c3") with { TrustDomain = "c2" }).WithAccess(whole));
        var ofPort = Service(one, two).WithAccess(new() { Port = ["http"] });
        Refused("of the pods by name", WithInstance(ofPort, instance => instance with { NamedTargetPort = ["http"] }));
        Refused("lead to one port of the pods", WithInstance(ofPort, instance =>
            instance with { TargetPort = PortNumbers.Create([new("http", 1), new("tcp-db", 1)]) }));
    }

    [Theory]
    [InlineData("cluster", "c9")]
    [InlineData("account", "a/b/c")]
    [InlineData("account", "Web")]
    [InlineData("account", "")]
    [InlineData("port", "81")]
    [InlineData("method", "G T")]
    [InlineData("path", "api")]
    [InlineData("path", "/a*b")]
    [InlineData("path", "/a?b=c")]
    [InlineData("path", "/a/{*}")]
    [InlineData("path", "*")]
    [InlineData("tcp", "tcp-db")]
    public void What_cannot_be_is_refused_before_anything_is_let_in(string what, string value)
    {
        var policy = what switch
        {
            "cluster" => new MeshAccessPolicy { Cluster = [value] },
            "account" => new() { ServiceAccount = [value] },
            "port" => new() { Port = [value] },
            "method" => new() { Method = [value] },
            "path" => new() { RequestPath = [value] },
            _ => new() { Port = [value], Method = ["GET"] },
        };
        var error = Assert.Throws<MeshException>(() => Service(Cluster("c1"), Cluster("c2")).WithAccess(policy));
        Assert.Equal(MeshErrorId.AccessPolicyInvalid, error.ErrorId);
        Assert.Contains($"'{(what == "tcp" ? "tcp-db:5432" : value)}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_declarations_must_say_the_same_or_one_of_them_nothing()
    {
        var plain = Service(Cluster("c1"), Cluster("c2"));
        var (web, job) = (plain.WithAccess(new() { ServiceAccount = ["web"] }), plain.WithAccess(new() { ServiceAccount = ["job"] }));
        Assert.Equal(web.AccessPolicy, Assert.Single(Declared.Federation(plain, web).Services).AccessPolicy);
        var error = Assert.Throws<MeshException>(() => Declared.Federation(web, job));
        Assert.Equal(MeshErrorId.ServiceConflict, error.ErrorId);
        Assert.Contains("shop/job of all clusters", error.Message, StringComparison.Ordinal);
        Assert.Contains("shop/web of all clusters", error.Message, StringComparison.Ordinal);
    }

    internal static void Refused(string why, params MeshService[] services)
    {
        var error = Assert.Throws<MeshException>(() => Planned(services));
        Assert.Equal(MeshErrorId.AccessPolicyInexpressible, error.ErrorId);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
    }

    internal static MeshService WithInstance(MeshService service, Func<MeshServiceInstance, MeshServiceInstance> change) =>
        service with { Instance = service.Instance.Select(change).ToValueList() };

    internal static List<MeshManifest> Planned(params MeshService[] services) =>
        [.. FederationPlanner.Plan(Declared.Federation(services)).Where(item => item.Kind == "AuthorizationPolicy")];

    internal static MeshCluster Cluster(string name) => Declared.Cluster(name) with { TrustDomain = name };

    internal static MeshService Service(MeshCluster server, params MeshCluster[] clients) => ServiceDeclaration.Check(new(
        name: "a",
        ns: "shop",
        port: [PortSyntax.Parse("http:80"), PortSyntax.Parse("tcp-db:5432")],
        instance:
        [
            new(server)
            {
                Selector = LabelSet.Create("app", "a"),
                TargetPort = PortNumbers.Create([new("http", 8080)]),
            },
        ],
        clientCluster: clients.ToValueList()));

    internal static MeshAccessPolicy Policy(Random random, MeshService service)
    {
        var isOfRequests = random.Next(2) == 0;
        return new()
        {
            Cluster = random.Next(2) == 0 ? [] : [service.ClientCluster[random.Next(service.ClientCluster.Count)].Name],
            Namespace = Some(random, Spaces),
            ServiceAccount = Some(random, ["web", "jobs/job", "shop/web2"]),
            Port = isOfRequests ? Some(random, ["http"]) : Some(random, ["http", "tcp-db"]),
            Method = isOfRequests ? Some(random, Methods) : [],
            RequestPath = isOfRequests ? Some(random, ["/", "/api/*", "*.json", "/admin"]) : [],
        };
    }

    internal static ValueList<string> Some(Random random, string[] values) =>
        random.Next(2) == 0 ? [] : values.Where(_ => random.Next(2) == 0).ToValueList();

    internal static IEnumerable<(string? Domain, string Namespace, string Account)> Callers() =>
        from domain in new[] { "c1", "c2", "c3", "c4", null }
        from space in Spaces
        from account in Accounts
        select (domain, space, account);

    internal static IEnumerable<AccessRequest> Requests(AccessSource source) =>
    [
        .. Methods.SelectMany(
            _ => Paths, (method, path) => new AccessRequest { Source = source, IsHttp = true, Port = 8080, Method = method, Path = path }),
        new() { Source = source, IsHttp = false, Port = 5432 },
    ];
}
