using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Declarations.Policies;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning;

namespace MeshFederation.Tests.Planning;

/// <summary>What is chosen for destinations, where it is written, and what of it is refused.</summary>
public sealed class DestinationPolicyTests
{
    private const string Remote = "a.default.svc.c2.global";
    private const string Local = "a.default.svc.cluster.local";

    [Fact]
    public void Outlier_detection_without_values_is_that_of_Service_Mesh_Hub_for_own_pods_and_for_the_gateway()
    {
        var service = Service().WithPolicy(Policy("outlierDetection", ""));
        foreach (var host in new[] { Local, Remote })
        {
            Assert.Equal(
                "{consecutive5xxErrors: 5, interval: '10s', baseEjectionTime: '30s', maxEjectionPercent: 100}",
                Block(service, host, "outlierDetection"));
        }
    }

    [Fact]
    public void Who_names_errors_means_these_alone()
    {
        var gateway = Block(Service().WithPolicy(Policy("outlierDetection", "ConsecutiveGatewayErrors=3")), Remote, "outlierDetection");
        Assert.StartsWith("{consecutiveGatewayErrors: 3, consecutive5xxErrors: 0, interval", gateway, StringComparison.Ordinal);
        var local = Block(Service().WithPolicy(Policy("outlierDetection", "ConsecutiveLocalOriginFailures=2")), Remote, "outlierDetection");
        Assert.StartsWith(
            "{consecutive5xxErrors: 0, splitExternalLocalOriginErrors: true, consecutiveLocalOriginFailures: 2,",
            local,
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_chosen_replaces_what_a_remote_destination_has_otherwise_value_by_value()
    {
        var service = Service("grpc:80");
        Assert.Equal(
            "{tcp: {maxConnections: 7, connectTimeout: '2s'}, http: {maxRequestsPerConnection: 100}}",
            Block(service.WithPolicy(Policy("connectionPool", "MaxConnections=7")), Remote, "connectionPool"));
        Assert.Equal(
            "{tcp: {connectTimeout: '0.5s'}}",
            Block(
                service.WithPolicy(Policy("connectionPool", "MaxRequestsPerConnection=0 ConnectTimeout=500ms")), Remote, "connectionPool"));
        Assert.Equal(
            "{tcp: {connectTimeout: '2s'}, http: {maxRequestsPerConnection: 100, h2UpgradePolicy: UPGRADE}}",
            Block(Service().WithPolicy(Policy("connectionPool", "UpgradeToHttp2=true")), Remote, "connectionPool"));
        Assert.Equal(
            "{http: {maxRequestsPerConnection: 1}}",
            Block(Service().WithPolicy(Policy("connectionPool", "MaxRequestsPerConnection=1")), Local, "connectionPool"));
    }

    [Fact]
    public void All_of_a_destination_is_in_the_one_block_that_counts()
    {
        var service = Split(Service("grpc:9090", "tcp-db:5432"), "c2/v1:50", "c1/v1:50")
            .WithPolicy(Policy("connectionPool", "MaxConnections=7 MaxRequests=9"))
            .WithPolicy(Policy("outlierDetection", "", "c2/v1")).WithPolicy(Policy("loadBalancer", "Algorithm=RoundRobin", "c2"));
        var rule = Rule(service, Remote);
        Assert.Equal(["portLevelSettings"], rule.Map("trafficPolicy")!.Keys);
        Assert.All(
            rule.Map("trafficPolicy")!.Maps("portLevelSettings"),
            port => Assert.Equal(["port", "tls", "connectionPool", "loadBalancer"], port.Keys));
        Assert.All(
            rule.Maps("subsets").Single().Map("trafficPolicy")!.Maps("portLevelSettings"),
            port => Assert.Equal(["port", "tls", "connectionPool", "outlierDetection", "loadBalancer"], port.Keys));
        Assert.Equal(
            ["{tcp: {maxConnections: 7}}", "{tcp: {maxConnections: 7}, http: {http2MaxRequests: 9}}"],
            Rule(service, Local).Map("trafficPolicy")!.Maps("portLevelSettings").Select(port => $"{port.Map("connectionPool")}"));
        Assert.Null(Rule(service, Local).Maps("subsets").Single().Map("trafficPolicy"));
    }

    [Fact]
    public void Of_one_port_a_subset_says_only_what_differs_from_its_host()
    {
        var service = Split(Service(), "c2/v1:100").WithPolicy(Policy("connectionPool", "MaxConnections=7"))
            .WithPolicy(Policy("connectionPool", "MaxConnections=9", "c2/v1")).WithPolicy(Policy("outlierDetection", ""));
        var subset = Rule(service, Remote).Maps("subsets").Single().Map("trafficPolicy")!;
        Assert.Equal(["tls", "connectionPool"], subset.Keys);
        Assert.Equal(9, subset.Map("connectionPool")!.Map("tcp")!.Number("maxConnections"));
    }

    [Fact]
    public void Ports_that_are_not_federated_have_none_of_it()
    {
        var service = Service();
        var others = service.Instance.Select(at =>
            at.Cluster.Name == "c1" ? at with { OtherPort = [PortSyntax.Parse("metrics:15020")] } : at);
        service = service with { Instance = others.ToValueList() };
        var policy = Rule(service.WithPolicy(Policy("connectionPool", "MaxConnections=7")), Local).Map("trafficPolicy")!;
        Assert.Equal([80L], policy.Maps("portLevelSettings").Select(port => port.Map("port")!.Number("number")!.Value));
        Assert.Equal(["portLevelSettings"], policy.Keys);
    }

    [Fact]
    public void Where_TLS_is_asked_for_by_rules_it_stands_beside_every_policy()
    {
        var old = Declared.Cluster("c1", "1.4.10");
        var service = Service(old, "http:80", "tcp-db:5432").WithPolicy(Policy("connectionPool", "MaxConnections=7 MaxRequests=3"));
        var policy = Rule(service, Local).Map("trafficPolicy")!;
        Assert.Equal("ISTIO_MUTUAL", policy.Map("tls")!.Text("mode"));
        Assert.All(policy.Maps("portLevelSettings"), port => Assert.Equal("ISTIO_MUTUAL", port.Map("tls")!.Text("mode")));
    }

    [Fact]
    public void A_gateway_that_serves_others_has_no_limits_of_the_callers_beside_it()
    {
        var both = Both("http:80");
        var service = Split(both, "c1/v1:100").WithPolicy(Policy("connectionPool", "MaxConnections=7"))
            .WithPolicy(Policy("outlierDetection", ""));
        var rules = Plan(service).Where(item => item.Cluster == "c1" && item.Spec.Text("host") == Local).ToList();
        var own = Assert.Single(rules, rule => rule.Namespace == "istio-system");
        Assert.Equal(["."], own.Spec.List("exportTo"));
        Assert.Equal(["outlierDetection"], own.Spec.Map("trafficPolicy")!.Keys);
        var shared = Assert.Single(rules, rule => rule.Namespace == "default");
        Assert.Equal(["connectionPool", "outlierDetection"], shared.Spec.Map("trafficPolicy")!.Keys);
        Assert.True(UnstructuredEquality.AreEqual(own.Spec.List("subsets"), shared.Spec.List("subsets")));
        var detected = Plan(both.WithPolicy(Policy("outlierDetection", "")));
        Assert.Single(detected, item => item.Cluster == "c1" && item.Spec.Text("host") == Local);
    }

    [Fact]
    public void Limits_beside_a_gateway_in_the_namespace_of_the_service_are_refused()
    {
        var service = Both("http:80") with { Namespace = "istio-system" };
        Refused(MeshErrorId.PolicyAtGateway, service.WithPolicy(Policy("connectionPool", "MaxConnections=7")));
        Assert.NotEmpty(Plan(service.WithPolicy(Policy("connectionPool", "ConnectTimeout=1s"))));
    }

    [Theory]
    [InlineData("HashHeader=x-user", "")]
    [InlineData("HashCookie=c", "c2")]
    [InlineData("Warmup=30s", "")]
    public void What_would_choose_among_pods_of_another_cluster_is_refused(string values, string scope)
    {
        var error = Assert.Throws<MeshException>(() => Service().WithPolicy(Policy("loadBalancer", values, scope)));
        Assert.Equal(MeshErrorId.PolicyAtGateway, error.ErrorId);
        Assert.Contains("passes a connection on as a whole", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hash_holds_for_the_callers_own_pods()
    {
        var local = Service().WithPolicy(Policy("loadBalancer", "HashHeader=x-user LocalOnly=true"));
        Assert.Equal("{consistentHash: {httpHeaderName: x-user}}", Block(local, Local, "loadBalancer"));
        Assert.Equal("", Block(local, Remote, "loadBalancer"));
        var cluster = Service().WithPolicy(Policy("loadBalancer", "HashCookie=c CookieTtl=1h", "c1"));
        Assert.Equal("{consistentHash: {httpCookie: {name: c, ttl: '3600s'}}}", Block(cluster, Local, "loadBalancer"));
    }

    [Fact]
    public void A_declaration_that_adds_callers_of_another_cluster_shows_what_these_cannot_have()
    {
        var one = Service().WithPolicy(Policy("loadBalancer", "HashHeader=x-user", "c1"));
        var other = Both("http:80") with { ClientCluster = [Both("http:80").ClientCluster[1]] };
        Assert.Equal(MeshErrorId.PolicyAtGateway, Assert.Throws<MeshException>(() => Declared.Federation(one, other)).ErrorId);
    }

    [Theory]
    [InlineData("1.13.9", "Algorithm=LeastRequest", "{simple: LEAST_CONN}")]
    [InlineData("1.14.0", "Algorithm=LeastRequest", "{simple: LEAST_REQUEST}")]
    [InlineData("1.23.0", "Warmup=30s LocalOnly=true", "{warmupDurationSecs: '30s'}")]
    [InlineData("1.24.0", "Warmup=30s WarmupMinimumPercent=20 LocalOnly=true", "{warmup: {duration: '30s', minimumPercent: 20}}")]
    public void A_load_balancer_is_written_in_the_words_of_the_callers_Istio(string version, string values, string block) =>
        Assert.Equal(
            block,
            Block(Service(Declared.Cluster("c1", version), "http:80").WithPolicy(Policy("loadBalancer", values)), Local, "loadBalancer"));

    [Theory]
    [InlineData("1.13.9", "loadBalancer", "Warmup=30s LocalOnly=true")]
    [InlineData("1.23.0", "loadBalancer", "Warmup=30s WarmupMinimumPercent=20 LocalOnly=true")]
    [InlineData("1.14.6", "connectionPool", "MaxConnectionDuration=1m")]
    [InlineData("1.20.0", "connectionPool", "TcpIdleTimeout=1m")]
    [InlineData("1.20.0", "connectionPool", "MaxConcurrentStreams=9")]
    [InlineData("1.10.6", "outlierDetection", "ConsecutiveLocalOriginFailures=3")]
    public void What_the_callers_Istio_does_not_have_is_refused(string version, string kind, string values) => Refused(
        MeshErrorId.FieldNewerThanIstio, Service(Declared.Cluster("c1", version), "http:80").WithPolicy(Policy(kind, values)));

    [Theory]
    [InlineData("MaxEjectionPercent=50", false)]
    [InlineData("MaxEjectionPercent=10 ConsecutiveGatewayErrors=1", false)]
    [InlineData("ConsecutiveGatewayErrors=0", false)]
    [InlineData("MinHealthPercent=30", false)]
    [InlineData("ConsecutiveGatewayErrors=0 Consecutive5xxErrors=9", true)]
    [InlineData("ConsecutiveGatewayErrors=0 ConsecutiveLocalOriginFailures=2", true)]
    [InlineData("", true)]
    [InlineData("Interval=3s", true)]
    public void A_fallback_that_would_never_be_called_is_refused(string values, bool isSound)
    {
        var service = Split(Service(), "c2:100", "c1").WithPolicy(Policy("outlierDetection", values));
        if (!isSound)
        {
            Refused(MeshErrorId.FallbackNeverUsed, service);
            return;
        }

        var host = Plan(service).Single(item => item.Kind == "DestinationRule" && item.Spec.Text("host") is not (Local or Remote));
        var detection = host.Spec.Map("trafficPolicy")!.Map("outlierDetection")!;
        Assert.Equal(100, detection.Number("maxEjectionPercent"));
        Assert.Equal(values == "Interval=3s" ? "3s" : "1s", detection.Text("interval"));
    }

    [Fact]
    public void A_policy_of_other_destinations_leaves_fallbacks_as_they_are() =>
        Assert.NotEmpty(Plan(Split(Service(), "c2:100", "c1").WithPolicy(Policy("outlierDetection", "MaxEjectionPercent=50", "c1"))));

    [Fact]
    public void A_policy_of_pods_that_no_split_names_is_refused()
    {
        var policy = Policy("outlierDetection", "", "c2/v9");
        Refused(MeshErrorId.PolicyUnused, Service().WithPolicy(policy));
        Refused(MeshErrorId.PolicyUnused, Split(Service(), "c2/v1:100").WithPolicy(policy));
        Assert.NotEmpty(Plan(Split(Service(), "c2/v9:100").WithPolicy(policy)));
        Assert.Equal(
            MeshErrorId.DestinationClusterUnknown,
            Assert.Throws<MeshException>(() => Service().WithPolicy(Policy("outlierDetection", "", "c9"))).ErrorId);
    }

    [Theory]
    [InlineData("connectionPool", "")]
    [InlineData("connectionPool", "MaxConnections=0")]
    [InlineData("connectionPool", "MaxConnections=1.5")]
    [InlineData("connectionPool", "ConnectTimeout=0.5ms")]
    [InlineData("outlierDetection", "MaxEjectionPercent=101")]
    [InlineData("outlierDetection", "Interval=soon")]
    [InlineData("loadBalancer", "")]
    [InlineData("loadBalancer", "Algorithm=Passthrough")]
    [InlineData("loadBalancer", "HashHeader=a HashCookie=b LocalOnly=true")]
    [InlineData("loadBalancer", "HashHeader=a Algorithm=Random LocalOnly=true")]
    [InlineData("loadBalancer", "HashHeader=a Warmup=1s LocalOnly=true")]
    [InlineData("loadBalancer", "Algorithm=Random Warmup=1s LocalOnly=true")]
    [InlineData("loadBalancer", "CookieTtl=1h Algorithm=Random")]
    [InlineData("loadBalancer", "WarmupMinimumPercent=5 Algorithm=RoundRobin")]
    [InlineData("loadBalancer", "LocalOnly=true")]
    public void What_says_nothing_or_what_Istio_refuses_is_refused(string kind, string values) =>
        Assert.Equal(MeshErrorId.PolicyInvalid, Assert.Throws<MeshException>(() => Policy(kind, values)).ErrorId);

    [Theory]
    [InlineData("connectionPool", "MaxRequests=5")]
    [InlineData("loadBalancer", "HashHeader=a LocalOnly=true")]
    public void What_is_of_requests_is_refused_for_a_service_without_any(string kind, string values) => Assert.Equal(
        MeshErrorId.PolicyUnused, Assert.Throws<MeshException>(() => Service("tcp-db:5432").WithPolicy(Policy(kind, values))).ErrorId);

    internal static MeshPolicy Policy(string kind, string values, string scope = "")
    {
        var place = scope.Length == 0 ? null : DestinationSyntax.ParsePlace(scope);
        return PolicyKinds.Of(kind).FromArguments(
            values.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('='))
                .ToDictionary(pair => pair[0], pair => (object?)pair[1], StringComparer.Ordinal),
            place is null ? MeshDestinationScope.All : new MeshDestinationScope(place.Cluster, place.Subset));
    }

    private static void Refused(string id, MeshService service) =>
        Assert.Equal(id, Assert.Throws<MeshException>(() => Plan(service)).ErrorId);

    private static MeshService Service(params string[] ports) => Service(Declared.Cluster("c1"), ports.Length == 0 ? ["http:80"] : ports);

    private static MeshService Service(MeshCluster client, params string[] ports) =>
        ServiceDeclaration.Check(Declared.Service("a", [client, Declared.Cluster("c2")], client) with
        {
            Port = ports.Select(PortSyntax.Parse).ToValueList(),
            Instance = [Instance(client), Instance(Declared.Cluster("c2"))],
        });

    /// <summary>Called from both of its clusters.</summary>
    private static MeshService Both(string port)
    {
        var service = Service(port);
        return service with { ClientCluster = service.Cluster };
    }

    private static MeshServiceInstance Instance(MeshCluster cluster) =>
        new(cluster) { ServiceAccount = ["a"], Selector = LabelSet.Create("app", "a") };

    private static MeshService Split(MeshService service, params string[] destinations) => service.WithTrafficSplit(
        Fallbacks.Give(
            service,
            [.. destinations.Where(text => text.Contains(':', StringComparison.Ordinal)).Select(DestinationSyntax.Parse)],
            [.. destinations.Where(text => !text.Contains(':', StringComparison.Ordinal))
                .Select(text => new FallbackChoice(null, [DestinationSyntax.ParsePlace(text)]))]),
        []);

    private static string Block(MeshService service, string host, string field) =>
        $"{Rule(service, host).Map("trafficPolicy")?.Map(field)}";

    private static UnstructuredMap Rule(MeshService service, string host) =>
        Plan(service).Single(item => item.Kind == "DestinationRule" && item.Cluster == "c1" && item.Spec.Text("host") == host).Spec;

    private static IReadOnlyList<MeshManifest> Plan(params MeshService[] services) => FederationPlanner.Plan(Declared.Federation(services));
}
