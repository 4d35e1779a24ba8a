using MeshFederation.Istio.Declarations.Policies;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using static MeshFederation.Tests.Planning.DestinationPolicyScene;

namespace MeshFederation.Tests.Planning;

/// <summary>What is chosen for destinations, and where it is written.</summary>
public sealed class DestinationPolicyTests
{
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
    public void A_balancer_of_own_pods_holds_where_these_come_first()
    {
        var service = Split(Service(), "c1:100", "c2").WithPolicy(Policy("loadBalancer", "HashHeader=x-user LocalOnly=true"));
        Assert.StartsWith("{consistentHash: {httpHeaderName: x-user}, localityLbSetting:", Ordered(service), StringComparison.Ordinal);
        var remote = Split(Service(), "c2:100", "c1").WithPolicy(Policy("loadBalancer", "HashHeader=x-user LocalOnly=true"));
        Assert.StartsWith("{localityLbSetting:", Ordered(remote), StringComparison.Ordinal);

        static string Ordered(MeshService service) => Block(
            service,
            Plan(service).First(item => item.Kind == "ServiceEntry" && item.Name.Contains(".or.", StringComparison.Ordinal)).Spec
                .List("hosts")[0]!.ToString()!,
            "loadBalancer");
    }

    [Fact]
    public void What_is_first_for_some_callers_or_gets_copies_is_a_destination_too()
    {
        var service = Split(Both("http:80"), "c1/v1:100", "c2/v2");
        var first = service.TrafficSplit[0].Destination[0];
        var own = service with { TrafficSplit = [new(null, [first]) { IsLocalFirst = true }] };
        Assert.NotEmpty(Plan(own.WithPolicy(Policy("outlierDetection", "Interval=3s", "c2/v2"))));
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
    public void A_gateway_has_all_else_of_what_holds_for_the_callers_beside_it()
    {
        var service = Both("http:80").WithPolicy(Policy("connectionPool", "ConnectTimeout=1s KeepaliveProbes=7"))
            .WithPolicy(Policy("connectionPool", "ConnectTimeout=2s MaxConnections=7 MaxPendingRequests=9", "c1"))
            .WithPolicy(Policy("loadBalancer", "HashSourceIp=true LocalOnly=true", "c1"))
            .WithPolicy(Policy("loadBalancer", "Algorithm=Random"));
        var rules = Plan(service).Where(item => item.Cluster == "c1" && item.Spec.Text("host") == Local)
            .ToDictionary(rule => rule.Namespace, rule => rule.Spec.Map("trafficPolicy")!, StringComparer.Ordinal);
        Assert.Equal("{connectionPool: {tcp: {connectTimeout: '2s'}}}", $"{rules["istio-system"]}");
        Assert.Equal(7, rules["default"].Map("connectionPool")!.Map("tcp")!.Number("maxConnections"));
        Assert.True(rules["default"].Map("loadBalancer")!.ContainsKey("consistentHash"));
    }

    [Fact]
    public void A_limit_that_a_narrower_policy_takes_the_place_of_asks_for_no_rule_of_the_gateway()
    {
        var service = Both("http:80").WithPolicy(Policy("connectionPool", "MaxConnections=7"))
            .WithPolicy(Policy("connectionPool", "ConnectTimeout=1s", "c1"));
        var rule = Assert.Single(Plan(service), item => item.Cluster == "c1" && item.Spec.Text("host") == Local);
        Assert.Equal("default", rule.Namespace);
        Assert.Equal(2, Plan(service).Count(item => item.Cluster == "c2" && item.Spec.Text("host") == Local));
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

    [Theory]
    [InlineData("1.13.9", "Algorithm=LeastRequest", "{simple: LEAST_CONN}")]
    [InlineData("1.14.0", "Algorithm=LeastRequest", "{simple: LEAST_REQUEST}")]
    [InlineData("1.23.0", "Warmup=30s LocalOnly=true", "{warmupDurationSecs: '30s'}")]
    [InlineData("1.24.0", "Warmup=30s WarmupMinimumPercent=20 LocalOnly=true", "{warmup: {duration: '30s', minimumPercent: 20}}")]
    public void A_load_balancer_is_written_in_the_words_of_the_callers_Istio(string version, string values, string block) =>
        Assert.Equal(
            block,
            Block(Service(Declared.Cluster("c1", version), "http:80").WithPolicy(Policy("loadBalancer", values)), Local, "loadBalancer"));
}
