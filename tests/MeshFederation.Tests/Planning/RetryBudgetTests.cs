using MeshFederation.Istio.Declarations.Policies;
using MeshFederation.Model.Errors;
using static MeshFederation.Tests.Planning.DestinationPolicyScene;

namespace MeshFederation.Tests.Planning;

/// <summary>Retry budgets, where Istio has and loses them; and which errors of which status codes count.</summary>
public sealed class RetryBudgetTests
{
    private const string Budget = "{percent: 20, minRetryConcurrency: 4}";

    [Fact]
    public void A_budget_stands_beside_all_other_settings_of_a_host_and_says_its_percent_always()
    {
        var service = Service().WithPolicy(Policy("connectionPool", "RetryBudgetMinConcurrency=4"));
        Assert.Equal(Budget, Block(service, Remote, "retryBudget"));
        Assert.Equal(Budget, Block(service, Local, "retryBudget"));
    }

    [Theory]
    [InlineData("1.27.9", true)]
    [InlineData("1.28.10", true)]
    [InlineData("1.29.1", true)]
    [InlineData("1.29.2", false)]
    [InlineData("1.30.0", false)]
    public void What_a_version_loses_for_subsets_is_refused(string version, bool isLost)
    {
        var plain = Service(Declared.Cluster("c1", version), "http:80").WithPolicy(Policy("connectionPool", "RetryBudgetPercent=5%"));
        Assert.NotEmpty(Plan(plain));
        var split = Split(plain, "c2/v1:100");
        if (isLost) Refused(MeshErrorId.RetryBudgetLost, split);
        else Assert.NotEmpty(Plan(split));
    }

    [Fact]
    public void A_budget_of_ports_that_have_settings_of_their_own_is_refused()
    {
        var policy = Policy("connectionPool", "RetryBudgetPercent=5%");
        Refused(MeshErrorId.RetryBudgetLost, Service("http:80", "grpc:90").WithPolicy(policy));
        Assert.NotEmpty(Plan(Service("http:80", "grpc:90").WithPolicy(Policy("connectionPool", "RetryBudgetPercent=5%", "c1"))));
    }

    [Theory]
    [InlineData("HttpErrorCode=503,429", "", 5)]
    [InlineData("HttpErrorCode=503,429 ConsecutiveGatewayErrors=2", "", 5)]
    [InlineData("HttpErrorCode=503,429 Consecutive5xxErrors=7", "", 7)]
    [InlineData("HttpErrorCode=503,429", "c1", 3)]
    public void Codes_that_are_named_are_counted(string values, string fallback, int errors)
    {
        var newest = Service(Declared.Cluster("c1", "1.31.0"), "http:80").WithPolicy(Policy("outlierDetection", values));
        var service = fallback.Length == 0 ? newest : Split(newest, "c2:100", fallback);
        var rules = Plan(service).Where(item => item.Kind == "DestinationRule");
        var rule = rules.Single(item => fallback.Length == 0 ? item.Spec.Text("host") == Remote : item.Spec.Text("host") is not (Remote or Local));
        var detection = rule.Spec.Map("trafficPolicy")!.Map("outlierDetection")!;
        Assert.Equal(errors, detection.Number("consecutive5xxErrors"));
        Assert.Equal("[429, 503]", $"{detection["outlierDetectionHttpErrorCodes"]}");
    }
}
