using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Planning.Kinds;
using MeshFederation.Planning.Publishing;

namespace MeshFederation.Tests.Kinds;

/// <summary>What a kind does not say of itself is on the safe side; and what is not in the list federations are not made of.</summary>
public sealed class MadeUpKindTests
{
    private static readonly MadeUpKind Kind = new();

    [Fact]
    public void It_is_no_kind_of_federations_before_it_is_in_the_list() =>
        Assert.Equal(MeshErrorId.KindUnknown, Assert.Throws<MeshException>(() => ObjectKinds.Of("made.up/v1", Kind.Name)).ErrorId);

    [Fact]
    public void It_is_published_in_the_steps_and_waves_that_it_says()
    {
        Assert.Equal((MadeUpKind.Step, MadeUpKind.Step), (Kind.StepOf(Lamp("on")), Kind.StepNamed("Lamp")));
        Assert.Equal(PublishingWave.ClientsTrimmed, Kind.Shrinks(MadeUpKind.Step));
        Assert.Equal(PublishingWave.ClientsTrimmed, Kind.Goes(Change("on"), PlannedChanges.Of([])));
        Assert.Equal("networking.istio.io/v1", Kind.ApiVersion(IstioVersion.Current));
    }

    [Fact]
    public void Nothing_that_changes_is_taken_for_an_addition() =>
        Assert.False(Kind.OnlyAdds(UnstructuredMap.Empty, Lamp("on").Spec));

    [Fact]
    public void It_is_about_the_hosts_that_it_speaks_of_and_is_theirs_alone()
    {
        Assert.Equal(["a"], Kind.Subjects(Lamp("on").Spec));
        Assert.Equal("the hosts a.default.svc.cluster.local", Kind.About(Lamp("on"), "cluster.local"));
        Assert.False(Kind.MayBeForAll(["a"]));
        Assert.True(Kind.MayBeForAll([""]));
    }

    [Fact]
    public void It_holds_nothing_between_and_nothing_else_is_assumed_of_it()
    {
        Assert.Null(Kind.Between(Lamp("on").Spec, Lamp("off").Spec, static _ => []));
        Assert.Equal(
            (false, false, false, false, false, false),
            (Kind.IsAtGateway, Kind.GivesAddresses, Kind.IsGuard, Kind.DeclaresHosts, Kind.IsShared, Kind.StaysSeen));
        Assert.Empty(Kind.Ports(Lamp("on").Spec));
        Assert.Null(Kind.LeadsTo(Lamp("on").Spec));
    }

    private static MeshManifest Lamp(string light) => new("c1", UnstructuredMap.Of(
        ("apiVersion", "networking.istio.io/v1"),
        ("kind", "Lamp"),
        ("metadata", UnstructuredMap.Of(("name", "a"), ("namespace", "default"))),
        ("spec", UnstructuredMap.Of(("host", "a"), ("light", light)))));

    private static MeshChange Change(string light) => new(
        "c1", Kind.ApiVersion(IstioVersion.Current), Kind.Name, "default", "a", ChangeAction.Delete, MadeUpKind.Step)
    {
        Live = Lamp(light).Content,
    };
}
