using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Declarations.Policies;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning;
using MeshFederation.Planning.Policies.Routes;

namespace MeshFederation.Tests.Planning;

/// <summary>Who expels a cluster is not told first to edit what was of use with it alone.</summary>
public sealed class RemainingPolicyTests
{
    private const string Web = "istio-system/web";

    [Fact]
    public void A_mirror_to_the_only_cluster_that_is_left_goes_and_what_is_of_use_stays()
    {
        var service = PolicyTests.Service().WithTrafficSplit([new("east", LabelSet.Empty, 100)], [])
            .WithPolicy(PolicyTests.Policy("mirror", null, ("To", "west"))).WithPolicy(PolicyTests.Timeout("5s"));
        var declared = service with { ClientCluster = [.. service.ClientCluster, Declared.Cluster("north")] };
        var left = declared.WithoutClusters(new HashSet<string>(StringComparer.Ordinal) { "east" })!;
        var (rest, unused) = RemainingPolicies.Of(declared, left);
        Assert.Equal("mirror", Assert.Single(unused).Kind);
        Assert.Equal("timeout", Assert.Single(rest.Policy).Kind);
        Assert.NotEmpty(FederationPlanner.Plan(Declared.Federation(rest)));
    }

    [Fact]
    public void A_policy_for_a_gateway_that_went_stays_for_the_others()
    {
        var service = PolicyTests.Service()
            .WithGatewaySplit(Web, "a.example", [new("west", LabelSet.Empty, 100)], [])
            .WithPolicy(PolicyTests.Policy("timeout", new() { Gateway = [Web] }, ("Timeout", "5s")));
        var policy = PolicyTests.Policy("timeout", new() { Gateway = [Web, "edge/other"] }, ("Timeout", "5s"));
        var both = service.WithGatewaySplit("edge/other", "b.example", [new("west", LabelSet.Empty, 100)], []);
        var declared = both with { Policy = [policy] };
        var (rest, unused) = RemainingPolicies.Of(declared, service with { Policy = declared.Policy });
        Assert.Empty(unused);
        Assert.Equal([Web], ((MeshRouteScope)Assert.Single(rest.Policy).Scope).Match!.Gateway);
    }

    /// <summary>What splits the requests may be another declaration's.</summary>
    [Fact]
    public void What_was_of_no_use_by_itself_is_left_to_who_knows_all_declarations()
    {
        var service = PolicyTests.Service() with
        {
            Policy = [PolicyTests.Policy("timeout", new MeshMatch { Gateway = [Web] }, ("Timeout", "5s"))],
        };
        Assert.Same(service, RemainingPolicies.Of(service, service).Service);
    }
}
