using CsCheck;
using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Declarations.Policies;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning;
using MeshFederation.Planning.Addresses;
using MeshFederation.Planning.Recovery;
using MeshFederation.Planning.Routes;
using MeshFederation.Tests.Federations;

namespace MeshFederation.Tests.Recovery;

/// <summary>What was published is read back to what was declared: to services that plan the same objects.</summary>
public sealed class DeclarationRecoveryTests
{
    private const int Federations = 75;

    private static readonly AddressPool Pool = AddressPool.Parse(AddressPool.DefaultRange);

    [Theory]
    [InlineData("plain", 71)]
    [InlineData("routes", 61)]
    [InlineData("destinations", 66)]
    public void Most_federations_are_read_back_whole_and_of_all_others_it_is_said(string policies, int least)
    {
        var exact = 0;
        for (var seed = 1; seed <= Federations; seed++)
        {
            var (declared, objects, read) = Read(policies, seed);
            Assert.All(read.Services, service => Assert.Equal(read.Unread, service.Unread));
            if (read.Unread.Count > 0) continue;
            var again = Plan(read.Services).ToDictionary(Key);
            Assert.Equal(Keys(objects), Keys(again.Values));
            foreach (var item in objects) Assert.True(item.Content == again[Key(item)].Content, $"{policies} {seed}: {item.ToYaml()}");
            var lost = read.Services.Select(service => Lost(declared, service, read.Untold)).FirstOrDefault(text => text.Length > 0);
            Assert.True(lost is null, $"{policies} {seed}: {lost}");
            exact++;
        }

        Assert.True(exact >= least, $"{policies}: {exact} of {Federations}");
    }

    /// <summary>What is usual of one route is chosen of another one.</summary>
    [Theory]
    [InlineData("c2:100", "retryRemoteLocalities")]
    [InlineData("c1/v1:100", "retryOn")]
    public void Retries_that_somebody_chose_are_read_back_where_other_routes_usually_have_them(string split, string chosen)
    {
        var (client, server) = (Planning.Declared.Cluster("c1"), Planning.Declared.Cluster("c2"));
        var values = new Dictionary<string, object?>(StringComparer.Ordinal) { ["Attempts"] = 2 };
        if (chosen == "retryRemoteLocalities") values["RemoteLocalities"] = true;
        else values["RetryOn"] = Retries.Usual(client.IstioVersion, fallsBack: false).Text("retryOn")!.Split(',');
        var service = Planning.Declared.Service("a", [client, server], client)
            .WithTrafficSplit([DestinationSyntax.Parse(split)], [])
            .WithPolicy(PolicyKinds.Of("retryPolicy").FromArguments(values, MeshRouteScope.All));
        var read = Recovered([service], Plan([service]));
        Assert.Empty(read.Unread);
        Assert.Equal(service.Policy, read.Services.Single().Policy);
    }

    [Fact]
    public void Never_sending_again_is_read_back_where_a_policy_makes_the_only_route()
    {
        var (east, west) = (Planning.Declared.Cluster("c0"), Planning.Declared.Cluster("c1"));
        var service = Planning.Declared.Service("a", [east, west], east) with { ClientCluster = [east, west], NoRetry = true };
        AssertRead(service.WithPolicy(Planning.PolicyTests.Policy("timeout", null, ("Timeout", "2s"))));
    }

    [Fact]
    public void A_split_that_says_what_the_rest_does_is_read_back_where_gateways_have_their_own()
    {
        var clusters = new[] { Planning.Declared.Cluster("c0"), Planning.Declared.Cluster("c1"), Planning.Declared.Cluster("c2") };
        var service = ServiceDeclaration.Check(Planning.Declared.Service("a", clusters[..2].ToValueList(), clusters[1]) with
        {
            ClientCluster = clusters[1..].ToValueList(),
            Port = [PortSyntax.Parse("http:80"), PortSyntax.Parse("tcp-db:5432")],
        });
        AssertRead(service
            .WithTrafficSplit([DestinationSyntax.Parse("c1:100")], [new() { Path = new(StringMatchKind.Exact, "/a") }])
            .WithTrafficSplit([DestinationSyntax.Parse("c1:100")], [new() { Gateway = ["istio-system/public", "mesh"] }]));
    }

    [Fact]
    public void Ports_of_a_service_that_only_its_own_cluster_calls_are_read_of_the_policies_of_subsets()
    {
        var cluster = Planning.Declared.Cluster("c0");
        var service = ServiceDeclaration.Check(Planning.Declared.Service("a", [cluster], cluster) with
        {
            Port = [PortSyntax.Parse("http:80"), PortSyntax.Parse("tcp-db:5432")],
        });
        service = service
            .WithTrafficSplit([DestinationSyntax.Parse("c0/v1:50"), DestinationSyntax.Parse("c0/v2:50")], [new() { Port = 80 }])
            .WithPolicy(Planning.DestinationPolicyScene.Policy("outlierDetection", "BaseEjectionTime=2s", "c0/v1"));
        Assert.Empty(Recovered([service], Plan([service])).Unread);
    }

    [Fact]
    public void A_split_is_of_all_ports_though_the_requests_of_some_are_answered()
    {
        var (client, server) = (Planning.Declared.Cluster("c0"), Planning.Declared.Cluster("c1"));
        var service = ServiceDeclaration.Check(Planning.Declared.Service("a", [client, server], client) with
        {
            Port = [PortSyntax.Parse("http:80"), PortSyntax.Parse("tcp-db:5432"), PortSyntax.Parse("tcp-log:5433")],
        });
        var read = AssertRead(service
            .WithTrafficSplit([DestinationSyntax.Parse("c1:100")], [new() { Gateway = ["mesh"] }])
            .WithPolicy(Planning.PolicyTests.Policy("redirect", null, ("Status", 503))));
        Assert.Contains("All requests to default/a are answered; into what they are split otherwise no object tells.", read.Untold);
    }

    [Fact]
    public void Who_may_call_is_not_read_back_and_said()
    {
        var service = Planning.Declared.Service("a", [Planning.Declared.Cluster("c2")], Planning.Declared.Cluster("c1"));
        var caller = service.ClientCluster[0] with { TrustDomain = "c1" };
        var server = service.Instance[0] with { Selector = LabelSet.Create("app", "a") };
        var guarded = service with
        {
            AccessPolicy = [new() { Namespace = ["shop"] }],
            ClientCluster = [caller],
            Instance = [server],
        };
        var read = Recovered([guarded], Plan([guarded]));
        Assert.Contains(
            read.Unread, note => note.Contains("AuthorizationPolicy/", StringComparison.Ordinal)
                && note.EndsWith("comes of something that was not read.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("80 8080", "80 8080")]
    [InlineData("8080 80", "79 80")]
    [InlineData("3 2 1", "1 2 3")]
    [InlineData("5 1 9090 2", "1 2 3 4")]
    public void Ports_whose_numbers_nobody_tells_are_given_some_that_ports_can_have(string called, string declared) =>
        Assert.Equal(declared, string.Join(' ', OwnPorts.Increasing([.. called.Split(' ').Select(int.Parse)])));

    /// <summary>
    /// Numbers of ports that are others than they were, of which nothing is said; those that every cluster has are as good as declared.
    /// </summary>
    private static string Lost(IReadOnlyList<MeshService> declared, MeshService read, IReadOnlyList<string> untold)
    {
        var was = declared.Single(service => (service.Name, service.Namespace) == (read.Name, read.Namespace));
        var isSaid = untold.Any(note => note.Contains($"'{read.Namespace}/{read.Name}'", StringComparison.Ordinal));
        var isKept = was.Port.Count == read.Port.Count && was.Port.All(port =>
            read.Port.FirstOrDefault(again => again.Name == port.Name) is not { } found || found.Number == port.Number
                || was.Instance.All(instance => instance.NumberOf(port) == found.Number));
        return isSaid || isKept ? "" : $"{read}: {was.Port} in {was.Cluster} were read as {read.Port}";
    }

    private static (IReadOnlyList<MeshService> Declared, IReadOnlyList<MeshManifest> Objects, RecoveredDeclaration Read) Read(
        string policies, int seed)
    {
        var declared = FederationGen.Services(4, 5).Generate(new PCG((uint)seed, 0), null, out _);
        var random = new Random(seed);
        declared = policies switch
        {
            "routes" => [.. declared.Select(service => RoutePolicyGen.With(service, random))],
            "destinations" => [.. declared.Select(service => DestinationPolicyGen.WithPolicies(service, random.Next()))],
            _ => declared,
        };
        var objects = Plan(declared);
        return (declared, objects, Recovered(declared, objects));
    }

    /// <summary>Asserts that a service is read back as it was declared.</summary>
    private static RecoveredDeclaration AssertRead(MeshService service)
    {
        var read = Recovered([service], Plan([service]));
        Assert.Empty(read.Unread);
        var again = Assert.Single(read.Services);
        Assert.Equal(
            (service.NoRetry, $"{service.TrafficSplit}", $"{service.Policy}"), (again.NoRetry, $"{again.TrafficSplit}", $"{again.Policy}"));
        return read;
    }

    private static RecoveredDeclaration Recovered(IReadOnlyList<MeshService> declared, IReadOnlyList<MeshManifest> objects)
    {
        var published = declared.SelectMany(service => service.Cluster.Concat(service.ClientCluster)).DistinctBy(cluster => cluster.Name)
            .Select(cluster => new PublishedObjects(
                new MeshCluster(cluster.Name, cluster.Context) { IstioVersion = cluster.IstioVersion },
                [.. objects.Where(item => item.Cluster == cluster.Name)])).ToList();
        return DeclarationRecovery.Of("random", published, Pool);
    }

    private static IReadOnlyList<MeshManifest> Plan(IReadOnlyList<MeshService> services) =>
        FederationPlanner.Plan(Federation.Create("random", services, Pool));

    private static IEnumerable<string> Keys(IEnumerable<MeshManifest> objects) =>
        objects.Select(item => $"{Key(item)}").Order(StringComparer.Ordinal);

    private static (string Cluster, string Kind, string Namespace, string Name) Key(MeshManifest item) =>
        (item.Cluster, item.Kind, item.Namespace, item.Name);
}
