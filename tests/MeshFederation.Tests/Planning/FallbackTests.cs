using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning;

namespace MeshFederation.Tests.Planning;

/// <summary>What takes over for a destination, and what of it cannot be planned.</summary>
public sealed class FallbackTests
{
    private static readonly MeshCluster C1 = Declared.Cluster("c1");
    private static readonly MeshCluster C2 = Declared.Cluster("c2");
    private static readonly MeshCluster C3 = Declared.Cluster("c3");

    [Theory]
    [InlineData("c2/v1 c1", "[meshfederation.io/cluster=c2]")]
    [InlineData("c1 c2/v1", "[meshfederation.io/rank-1]")]
    [InlineData("c1 c2 c3", "[meshfederation.io/rank-2, meshfederation.io/rank-1]")]
    [InlineData("c2 c1 c3", "[meshfederation.io/rank-2, meshfederation.io/cluster=c2]")]
    [InlineData("c2 c3 c1", "[meshfederation.io/ahead=true, meshfederation.io/rank-1]")]
    public void The_order_is_a_list_of_labels_from_the_last_place_to_the_first(string places, string labels)
    {
        var rule = Plan(Service(), places).Single(item => item.Kind == "DestinationRule" && IsOfFallbacks(item));
        var policy = rule.Spec.Map("trafficPolicy")!;
        var written = policy.Map("loadBalancer")!.Map("localityLbSetting")!.List("failoverPriority");
        Assert.Equal(labels, $"[{string.Join(", ", written)}]");
        Assert.Equal(100, policy.Map("outlierDetection")!.Number("maxEjectionPercent"));
    }

    [Fact]
    public void Both_ServiceEntries_of_a_host_say_the_same_but_for_their_endpoints()
    {
        var entries = Plan(Service(), "c2 c1").Where(item => item.Kind == "ServiceEntry" && IsOfFallbacks(item)).ToList();
        Assert.Equal(2, entries.Count);
        var specs = entries.Select(entry => entry.Spec.With("endpoints", null).With("workloadSelector", null)).ToList();
        Assert.True(UnstructuredEquality.AreEqual(specs[0], specs[1]));
    }

    [Fact]
    public void Only_routes_that_have_fallbacks_go_on_to_them_when_something_is_sent_again()
    {
        Assert.True(Retries(Plan(Service(), "c2 c1")).IsTrue("retryRemoteLocalities"));
        Assert.False(Retries(Plan(Service(), "c2")).ContainsKey("retryRemoteLocalities"));
    }

    [Fact]
    public void Another_fallback_is_another_host_so_that_both_are_there_while_routes_move()
    {
        var (one, other) = (Plan(Service(), "c2/v1 c1"), Plan(Service(), "c2/v1 c1/v1"));
        Assert.Empty(one.Where(IsOfFallbacks).Select(item => item.Name).Intersect(other.Where(IsOfFallbacks).Select(item => item.Name)));
    }

    [Theory]
    [InlineData("1.11.8", "c1 c2", MeshErrorId.FallbackUnsupported)]
    [InlineData("1.17.8", "c2 c1", MeshErrorId.FallbackUnsupported)]
    [InlineData("1.17.8", "c1 c2", "")]
    [InlineData("1.30.3", "c2/v1 c3/v2", MeshErrorId.FallbackServerNames)]
    [InlineData("1.30.3", "c2/v1 c3/v1", "")]
    public void What_the_callers_Istio_cannot_do_is_refused(string version, string places, string id)
    {
        var client = Declared.Cluster("c1", version);
        var error = Record.Exception(() => Plan(Service(client), places));
        Assert.Equal(id, (error as MeshException)?.ErrorId ?? "");
    }

    [Fact]
    public void Pods_of_the_client_cluster_need_the_accounts_of_the_others_and_these_alone_do_not()
    {
        var service = Service() with { Instance = [new(C1), new(C2), new(C3)] };
        Assert.Equal(MeshErrorId.FallbackAccountUnknown, Assert.Throws<MeshException>(() => Plan(service, "c2 c1")).ErrorId);
        Assert.NotEmpty(Plan(service, "c2 c3"));
    }

    [Fact]
    public void A_gateway_with_a_name_comes_behind_the_pods_of_the_client_cluster_by_its_locality_alone()
    {
        var named = C2 with { Gateway = new() { Address = ["gw.example.com"] } };
        var instances = Service().Instance.Select(at => at.Cluster == C2 ? at with { Cluster = named } : at);
        var service = Service() with { Instance = instances.ToValueList() };
        var planned = Plan(service, "c1 c2").Where(IsOfFallbacks).ToList();
        var balancer = planned.Single(item => item.Kind == "DestinationRule").Spec.Map("trafficPolicy")!.Map("loadBalancer")!;
        Assert.Equal(["enabled"], balancer.Map("localityLbSetting")!.Keys);
        Assert.Equal(MeshErrorId.FallbackGatewayByName, Assert.Throws<MeshException>(() => Plan(service, "c2 c1")).ErrorId);
    }

    private static MeshService Service(MeshCluster? client = null) => Declared.Service("a", [client ?? C1, C2, C3], client ?? C1) with
    {
        Instance =
        [
            new(client ?? C1) { ServiceAccount = ["a"] },
            new(C2) { ServiceAccount = ["a"] },
            new(C3) { ServiceAccount = ["a"] },
        ],
    };

    /// <summary>The first place with all requests, the others as its fallbacks.</summary>
    private static IReadOnlyList<MeshManifest> Plan(MeshService service, string places)
    {
        var parsed = places.Split(' ').Select(DestinationSyntax.ParsePlace).ToList();
        var destination = new MeshDestination(parsed[0].Cluster, parsed[0].Subset, 100) { Fallback = parsed.Skip(1).ToValueList() };
        return FederationPlanner.Plan(Declared.Federation(service.WithTrafficSplit([destination], [])));
    }

    private static bool IsOfFallbacks(MeshManifest item) =>
        item.Kind != "VirtualService" && item.Name.Contains(".or.", StringComparison.Ordinal);

    private static UnstructuredMap Retries(IEnumerable<MeshManifest> planned) =>
        planned.Single(item => item.Kind == "VirtualService").Spec.Maps("http").Single().Map("retries")!;
}
