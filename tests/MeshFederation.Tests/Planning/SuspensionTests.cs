using CsCheck;
using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Declarations.Policies;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning;

namespace MeshFederation.Tests.Planning;

/// <summary>Where the requests go that a cluster would have got.</summary>
public sealed class SuspensionTests
{
    private static readonly MeshCluster C1 = Declared.Cluster("c1");
    private static readonly MeshCluster C2 = Declared.Cluster("c2");
    private static readonly MeshCluster C3 = Declared.Cluster("c3");

    [Theory]
    [InlineData("c2/v3:75 c1/v1:15 c3/v1:10", "c2", "c1/v1:60, c3/v1:40")]
    [InlineData("c2/v3:50 c1:0 c3:50", "c2", "c1:0, c3:100")]
    [InlineData("c2/v3:100", "c2", "c1:50, c3:50")]
    [InlineData("c2:99 c1:0 c3:1", "c2 c3", "c1:100")]
    [InlineData("c1:100", "c2", "c1:100")]
    public void A_share_without_a_fallback_goes_to_the_others_as_they_share(string split, string suspended, string left)
    {
        var destinations = split.Split(' ').Select(DestinationSyntax.Parse).ToList();
        var drained = Service().WithTrafficSplit(destinations, []).WithSuspended(suspended.Split(' ')).WithoutSuspended();
        Assert.Equal(left, drained.TrafficSplit.ToString());
    }

    [Fact]
    public void A_share_with_fallbacks_goes_to_the_first_that_is_left()
    {
        var destination = new MeshDestination("c2", LabelSet.Empty, 75)
        {
            Fallback = [new("c3", LabelSet.Empty), new("c1", LabelSet.Empty)],
        };
        var service = Service().WithTrafficSplit([destination, new("c1", LabelSet.Empty, 25)], []);
        Assert.Equal("c3:75 (else c1), c1:25", service.WithSuspended(["c2"]).WithoutSuspended().TrafficSplit.ToString());
        Assert.Equal("c1:100", service.WithSuspended(["c2", "c3"]).WithoutSuspended().TrafficSplit.ToString());
    }

    [Fact]
    public void A_failover_goes_on_without_the_cluster_in_its_order()
    {
        var order = Failovers.Destination(Service(), [.. ((string[])["c2", "c3", "c1"]).Select(DestinationSyntax.ParsePlace)]);
        var service = Service().WithTrafficSplit(order, [], isLocalFirst: true).WithSuspended(["c2"]);
        Assert.Equal("c3, else c1 (own cluster first)", service.WithoutSuspended().TrafficSplit.ToString());
        Assert.Equal("c1:100 (else c3)", service.SeenFrom("c1").TrafficSplit.ToString());
    }

    [Theory]
    [InlineData("c2", "")]
    [InlineData("c3", "c2")]
    [InlineData("c1 c3", "")]
    public void It_gets_no_copies_of_requests_either(string suspended, string mirrored)
    {
        var service = Service().WithTrafficSplit([new("c1", LabelSet.Empty, 100)], [])
            .WithPolicy(new MeshMirror([new("c2", LabelSet.Empty)], 50)).WithSuspended(suspended.Split(' '));
        var hosts = FederationPlanner.Plan(Declared.Federation(service))
            .Where(item => item.Kind == "VirtualService" && item.Cluster == "c1")
            .SelectMany(item => item.Spec.Maps("http")).Select(route => route.Map("mirror")?.Text("host")).OfType<string>();
        Assert.Equal(mirrored.Length == 0 ? [] : ["a.default.svc.c2.global"], hosts.Distinct());
    }

    [Fact]
    public void Who_calls_the_host_of_the_cluster_itself_is_led_away_and_others_are_not()
    {
        var planned = FederationPlanner.Plan(Declared.Federation(Service().WithSuspended(["c2"])));
        var routes = planned.Where(item => item.Kind == "VirtualService").ToList();
        Assert.Equal(
            ["c1 a.default.svc.c2.global", "c2 a", "c3 a.default.svc.c2.global"],
            routes.Select(item => $"{item.Cluster} {item.Name}").Order(StringComparer.Ordinal));
        Assert.All(routes, item => Assert.Equal("c2", item.Metadata.Map("annotations")!.Text(ManifestLabels.Suspended)));
    }

    [Fact]
    public void The_order_of_suspending_and_resuming_never_matters()
    {
        var service = Service();
        Assert.Equal(service.WithSuspended(["c1"]).WithSuspended(["c2"]), service.WithSuspended(["c2", "c1"]));
        Assert.Equal(service.WithSuspended(["c1"]), service.WithSuspended(["c2", "c1"]).WithResumed(["c2"]));
        Assert.Equal(service, service.WithSuspended(["c2", "c9"]).WithResumed(["c2"]));
        var error = Assert.Throws<MeshException>(() => service.WithSuspended(["c2", "c1"]).WithSuspended(["c3"]));
        Assert.Equal(MeshErrorId.SuspensionLeavesNone, error.ErrorId);
    }

    [Fact]
    public void Shares_are_whole_total_what_is_shared_and_are_off_by_less_than_one() =>
        Gen.Select(Gen.Int[0, 100].Array[1, 9], Gen.Int[0, 100]).Where(item => item.Item1.Sum() > 0).Sample((weights, total) =>
        {
            var shares = Shares.Of(weights, total);
            Assert.Equal(total, shares.Sum());
            Assert.All(shares.Zip(weights), pair => Assert.InRange(pair.First - (1.0 * pair.Second * total / weights.Sum()), -1, 1));
        });

    private static MeshService Service() => Declared.Service("a", [C1, C2, C3], C1) with { ClientCluster = [C1, C2, C3] };
}
