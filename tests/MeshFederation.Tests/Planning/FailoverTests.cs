using MeshFederation.Istio.Declarations;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning;

namespace MeshFederation.Tests.Planning;

/// <summary>In which order clusters take over for each other, and what of it cannot be declared.</summary>
public sealed class FailoverTests
{
    private static readonly MeshCluster C1 = Declared.Cluster("c1");
    private static readonly MeshCluster C2 = Declared.Cluster("c2");
    private static readonly MeshCluster C3 = Declared.Cluster("c3");

    [Theory]
    [InlineData(true, "c1.or.c2.or.c3", "c2.or.c1.or.c3", "c3.or.c1.or.c2")]
    [InlineData(false, "c1.or.c2.or.c3", "c1.or.c2.or.c3", "c1.or.c2.or.c3")]
    public void Each_client_cluster_calls_its_own_pods_first_unless_the_order_is_to_be_kept(bool isLocalFirst, params string[] orders)
    {
        var planned = FederationPlanner.Plan(Declared.Federation(WithFailover(Service(), isLocalFirst, "c1", "c2", "c3")));
        Assert.Equal(orders.Select(order => $"a.default.svc.{order}.global"), ((string[])["c1", "c2", "c3"]).Select(Routed));

        string? Routed(string cluster) => planned.Single(item => item.Kind == "VirtualService" && item.Cluster == cluster)
            .Spec.Maps("http").Single().Maps("route").Single().Map("destination")!.Text("host");
    }

    [Fact]
    public void A_client_that_is_none_of_the_places_takes_them_in_their_order()
    {
        var service = Declared.Service("a", [C1, C2], C3) with { Instance = [new(C1) { ServiceAccount = ["a"] }, new(C2)] };
        var planned = FederationPlanner.Plan(Declared.Federation(WithFailover(service, isLocalFirst: true, "c2", "c1")));
        Assert.Contains(planned, item => item.Kind == "ServiceEntry" && item.Name == "a.default.svc.c2.or.c1.global");
    }

    [Theory]
    [InlineData("", MeshErrorId.FailoverTooFew)]
    [InlineData("c1", MeshErrorId.FailoverTooFew)]
    [InlineData("c1 c9", MeshErrorId.DestinationClusterUnknown)]
    [InlineData("c1 c2 c1", MeshErrorId.FallbackRepeated)]
    [InlineData("c1/v1 c2 c1/v2", MeshErrorId.FallbackInSameCluster)]
    public void What_is_no_order_of_clusters_is_refused(string places, string id)
    {
        var typed = places.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(DestinationSyntax.ParsePlace).ToList();
        Assert.Equal(id, Assert.Throws<MeshException>(() => Failovers.Destination(Service(), typed)).ErrorId);
    }

    [Fact]
    public void A_later_split_takes_the_place_of_a_failover_and_the_other_way_round()
    {
        var split = WithFailover(Service(), isLocalFirst: true, "c1", "c2").WithTrafficSplit([new("c2", LabelSet.Empty, 100)], []);
        Assert.Equal("c2:100", split.TrafficSplit.ToString());
        Assert.Equal("c1, else c2 (own cluster first)", WithFailover(split, isLocalFirst: true, "c1", "c2").TrafficSplit.ToString());
    }

    [Fact]
    public void Two_declarations_that_order_differently_do_not_agree()
    {
        MeshService[] both =
        [
            WithFailover(Service(), isLocalFirst: true, "c1", "c2"),
            WithFailover(Service(), isLocalFirst: false, "c1", "c2"),
        ];
        Assert.Equal(MeshErrorId.ServiceConflict, Assert.Throws<MeshException>(() => Declared.Federation(both)).ErrorId);
    }

    [Fact]
    public void What_a_destination_has_of_its_own_counts_before_what_takes_over_for_all_and_is_not_said_twice()
    {
        var own = new MeshDestination("c2", LabelSet.Empty, 100) { Fallback = [new("c3", LabelSet.Empty)] };
        var given = Fallbacks.Give(Service(), [own], [new(null, [new("c1", LabelSet.Empty)])]);
        Assert.Equal("c2:100 (else c3)", given.Single().ToString());
        var twice = new FallbackChoice(new("c2", LabelSet.Empty), [new("c1", LabelSet.Empty)]);
        Assert.Equal(MeshErrorId.FallbackInvalid, Assert.Throws<MeshException>(() => Fallbacks.Give(Service(), [own], [twice])).ErrorId);
    }

    private static MeshService WithFailover(MeshService service, bool isLocalFirst, params string[] places) => service.WithTrafficSplit(
        Failovers.Destination(service, [.. places.Select(DestinationSyntax.ParsePlace)]), [], isLocalFirst);

    private static MeshService Service() => Declared.Service("a", [C1, C2, C3], C1) with
    {
        ClientCluster = [C1, C2, C3],
        Instance = [new(C1) { ServiceAccount = ["a"] }, new(C2) { ServiceAccount = ["a"] }, new(C3) { ServiceAccount = ["a"] }],
    };
}
