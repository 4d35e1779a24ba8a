using MeshFederation.Istio.Declarations.Policies;
using MeshFederation.Model.Errors;
using static MeshFederation.Tests.Planning.DestinationPolicyScene;

namespace MeshFederation.Tests.Planning;

/// <summary>What of policies of destinations is refused, and what just so is not.</summary>
public sealed class DestinationPolicyRefusalTests
{
    [Fact]
    public void Limits_beside_a_gateway_in_the_namespace_of_the_service_are_refused()
    {
        var service = Both("http:80") with { Namespace = "istio-system" };
        var limited = service.WithPolicy(Policy("connectionPool", "MaxConnections=7"));
        Refused(MeshErrorId.PolicyAtGateway, limited);
        Refused(MeshErrorId.PolicyAtGateway, limited.WithPolicy(Policy("connectionPool", "ConnectTimeout=1s", "c1")));
        var narrower = limited.WithPolicy(Policy("connectionPool", "ConnectTimeout=1s", "c1"))
            .WithPolicy(Policy("connectionPool", "ConnectTimeout=1s", "c2"));
        Assert.NotEmpty(Plan(narrower));
        var shown = Assert.Throws<MeshException>(() => Plan(narrower.WithPolicy(Policy("connectionPool", "MaxConnections=9", "c2"))));
        Assert.Contains("maxConnections=9", shown.Message, StringComparison.OrdinalIgnoreCase);
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
    public void A_declaration_that_adds_callers_of_another_cluster_shows_what_these_cannot_have()
    {
        var one = Service().WithPolicy(Policy("loadBalancer", "HashHeader=x-user", "c1"));
        var other = Both("http:80") with { ClientCluster = [Both("http:80").ClientCluster[1]] };
        Assert.Equal(MeshErrorId.PolicyAtGateway, Assert.Throws<MeshException>(() => Declared.Federation(one, other)).ErrorId);
    }

    [Theory]
    [InlineData("1.13.9", "loadBalancer", "Warmup=30s LocalOnly=true")]
    [InlineData("1.23.0", "loadBalancer", "Warmup=30s WarmupMinimumPercent=20 LocalOnly=true")]
    [InlineData("1.14.6", "connectionPool", "MaxConnectionDuration=1m")]
    [InlineData("1.20.0", "connectionPool", "TcpIdleTimeout=1m")]
    [InlineData("1.20.0", "connectionPool", "MaxConcurrentStreams=9")]
    [InlineData("1.26.9", "connectionPool", "RetryBudgetPercent=10%")]
    [InlineData("1.30.3", "connectionPool", "RetryBudgetMinConcurrency=3 RetryBudgetInterval=10s")]
    [InlineData("1.30.3", "connectionPool", "Http2KeepaliveInterval=30s Http2KeepaliveTimeout=5s")]
    [InlineData("1.30.3", "outlierDetection", "HttpErrorCode=429")]
    [InlineData("1.7.9", "connectionPool", "UseClientProtocol=true")]
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
    [InlineData("connectionPool", "Http2KeepaliveInterval=30s")]
    [InlineData("connectionPool", "Http2KeepaliveTimeout=30s")]
    [InlineData("connectionPool", "UpgradeToHttp2=true UseClientProtocol=true")]
    [InlineData("connectionPool", "RetryBudgetPercent=20% MaxRetries=3")]
    [InlineData("connectionPool", "RetryBudgetPercent=0")]
    [InlineData("connectionPool", "RetryBudgetPercent=101%")]
    [InlineData("outlierDetection", "HttpErrorCode=600")]
    [InlineData("outlierDetection", "HttpErrorCode=5xx")]
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
    [InlineData("connectionPool", "RetryBudgetPercent=5%")]
    [InlineData("connectionPool", "UseClientProtocol=true")]
    [InlineData("loadBalancer", "HashHeader=a LocalOnly=true")]
    public void What_is_of_requests_is_refused_for_a_service_without_any(string kind, string values) => Assert.Equal(
        MeshErrorId.PolicyUnused, Assert.Throws<MeshException>(() => Service("tcp-db:5432").WithPolicy(Policy(kind, values))).ErrorId);
}
