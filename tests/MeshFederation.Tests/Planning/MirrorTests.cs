using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Declarations.Policies;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Services;
using MeshFederation.Planning;

namespace MeshFederation.Tests.Planning;

/// <summary>A copy to where a request goes anyway would do everything twice.</summary>
public sealed class MirrorTests
{
    [Fact]
    public void Requests_of_a_match_that_go_where_the_copies_go_have_none()
    {
        var service = PolicyTests.Service().WithTrafficSplit([new("west", LabelSet.Empty, 100)], [PolicyTests.Prefix("/a")])
            .WithPolicy(PolicyTests.Policy("mirror", null, ("To", "west")));
        Assert.Equal(["west ", "east west"], Copies(service, "cart"));
    }

    [Fact]
    public void Who_calls_the_host_of_the_cluster_that_gets_the_copies_makes_none()
    {
        var service = PolicyTests.Service().WithPolicy(PolicyTests.Policy("mirror", null, ("To", "west")));
        Assert.Equal(["east west"], Copies(service, "cart"));
        Assert.Equal(["west "], Copies(service, "cart.default.svc.west.global"));
    }

    [Theory]
    [InlineData("west", null, null, true)]
    [InlineData("west/v1", null, null, false)]
    [InlineData("west", "/a", "/a", true)]
    [InlineData("west", "/a", "/a/b", true)]
    [InlineData("west", "/a/b", "/a", false)]
    [InlineData("west", "/a", null, false)]
    public void A_copy_that_no_request_would_have_is_refused(string to, string? split, string? copied, bool isRefused)
    {
        var service = PolicyTests.Service()
            .WithTrafficSplit([new("west", LabelSet.Empty, 100)], split is null ? [] : [PolicyTests.Prefix(split)])
            .WithPolicy(PolicyTests.Policy("mirror", copied is null ? null : PolicyTests.Prefix(copied), ("To", to)));
        var refused = Record.Exception(() => FederationPlanner.Plan(Declared.Federation(service))) as MeshException;
        Assert.Equal(isRefused ? MeshErrorId.PolicyUnused : null, refused?.ErrorId);
    }

    /// <summary>The clusters of each route, and of its copies.</summary>
    private static IEnumerable<string> Copies(MeshService service, string name) => FederationPlanner.Plan(Declared.Federation(service))
        .Single(item => item.Kind == "VirtualService" && item.Name == name).Spec.Maps("http")
        .Select(route => $"{Cluster(route.Maps("route").Single().Map("destination")!.Text("host")!)} "
            + (route.Map("mirror")?.Text("host") is { } copy ? Cluster(copy) : ""));

    private static string Cluster(string host) => host.EndsWith(".west.global", StringComparison.Ordinal) ? "west" : "east";
}
