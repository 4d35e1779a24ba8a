using MeshFederation.Istio.Declarations;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Planning;

namespace MeshFederation.Tests.Planning;

/// <summary>
/// Of many services much is the same, and is held once. What is held has a bounded place that all planning shares, so that what runs beside
/// a test may take it.
/// </summary>
[Collection(nameof(PlannedAlone))]
public sealed class SharedPartTests
{
    [Fact]
    public void Objects_of_two_services_have_the_fields_that_they_say_alike_in_common()
    {
        var (one, two) = (Declared.Cluster("cluster1"), Declared.Cluster("cluster2"));
        var planned = FederationPlanner.Plan(Declared.Federation(Split("reviews"), Split("ratings")));
        AssertShared("ServiceEntry", "ports");
        AssertShared("ServiceEntry", "endpoints");
        AssertShared("DestinationRule", "subsets", two.Name);

        MeshService Split(string name) =>
            Declared.Service(name, [one, two], one).WithTrafficSplit([new(two.Name, LabelSet.Create("version", "v1"), 100)], []);

        void AssertShared(string kind, string field, string? cluster = null)
        {
            var lists = planned.Where(item => item.Kind == kind && (cluster is null || item.Cluster == cluster))
                .Select(item => item.Spec.List(field)).ToList();
            Assert.Equal(2, lists.Count);
            Assert.NotEmpty(lists[0]);
            Assert.Same(lists[0], lists[1]);
        }
    }

    [Fact]
    public void Labels_that_say_the_same_are_held_once()
    {
        Assert.Same(LabelSet.Create("version", "v7"), LabelSet.Create("version", "v7"));
        Assert.Same(LabelSet.Create([new("b", "2"), new("a", "1")]), LabelSet.Create([new("a", "1"), new("b", "2")]));
        Assert.NotEqual(LabelSet.Create("version", "v7"), LabelSet.Create("version", "v8"));
    }

    [Fact]
    public void Putting_objects_in_order_makes_nothing_of_each_comparison()
    {
        var planned = FederationPlanner.Plan(Declared.Federation(
            Declared.Service("reviews", [Declared.Cluster("cluster2")], Declared.Cluster("cluster1"))));
        _ = PublishingOrder.Instance.Compare(planned[0], planned[1]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = PublishingOrder.Instance.Compare(planned[0], planned[1]);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
