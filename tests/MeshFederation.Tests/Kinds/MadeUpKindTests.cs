using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Planning.Comparison;
using MeshFederation.Planning.Export;
using MeshFederation.Planning.Kinds;
using MeshFederation.Planning.Publishing;
using MeshFederation.Tests.Comparison;
using MeshFederation.Tests.Publishing;

namespace MeshFederation.Tests.Kinds;

/// <summary>A kind that is known by its line in the list alone goes through all that is done to objects of federations.</summary>
public sealed class MadeUpKindTests : IDisposable
{
    private readonly IDisposable _known = ObjectKinds.With(new MadeUpKind());

    public void Dispose() => _known.Dispose();

    [Fact]
    public async Task It_is_known_only_where_it_was_tried()
    {
        Assert.Equal("Lamp", (await Task.Run(() => ObjectKinds.Of("Lamp"))).Name);
        Task<MeshException> elsewhere;
        using (ExecutionContext.SuppressFlow()) elsewhere = Task.Run(() => Assert.Throws<MeshException>(() => ObjectKinds.Of("Lamp")));
        Assert.Equal(MeshErrorId.KindUnknown, (await elsewhere).ErrorId);
    }

    [Fact]
    public void It_is_published_between_hosts_and_routes_and_exported_there()
    {
        var objects = new[]
        {
            Made("VirtualService", "{hosts: [a.default.svc.cluster.local]}"),
            Lamp("on"),
            Made("ServiceEntry", "{hosts: [a.global]}")
        };
        Assert.Equal(["ServiceEntry", "Lamp", "VirtualService"], objects.Order(PublishingOrder.Instance).Select(item => item.Kind));
        Assert.Contains("c1/default/lamp-a.yaml", ExportLayout.FileForEachObject(objects).Select(file => file.RelativePath));
    }

    [Fact]
    public void Its_writes_are_in_the_waves_that_it_says()
    {
        Assert.Equal(["Clients"], Waves([], [Lamp("on")]));
        Assert.Equal(["ClientsChanged"], Waves([Lamp("on")], [Lamp("off")]));
        Assert.Equal(["ClientsTrimmed"], Waves([Lamp("on")], []));
    }

    [Fact]
    public void It_is_compared_adopted_and_refused_as_others_are()
    {
        Assert.Equal(ChangeAction.Create, ClusterFixture.Compare(Lamp("on")).Change.Action);
        Assert.Equal(ChangeAction.Unchanged, ClusterFixture.Compare(Lamp("on"), LiveObjects.Applied(Lamp("on"))).Change.Action);
        Assert.Equal(ChangeAction.Update, ClusterFixture.Compare(Lamp("off"), LiveObjects.Applied(Lamp("on"))).Change.Action);
        Assert.Contains(
            "-Force",
            ClusterFixture.Conflict(
                ClusterFixture.Compare(Lamp("on"), ClusterFixture.Theirs("Lamp", "default/a", "{host: a.default.svc.cluster.local}"))),
            StringComparison.Ordinal);
        var other = ClusterFixture.Conflict(
            ClusterFixture.Force(Lamp("on"), ClusterFixture.Theirs("Lamp", "default/a", "{host: b.default.svc.cluster.local}")));
        Assert.Contains("is about the hosts b.default.svc.cluster.local", other, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_left_of_it_is_found_in_its_step()
    {
        var compared = new ClusterComparer(
            new(LiveObjects.Cluster, [LiveObjects.Applied(Lamp("on"))]), new(ClusterFixture.Federation, Prune: true)).Compare([]);
        Assert.Equal(
            (ChangeAction.Delete, MadeUpKind.Step), (Assert.Single(compared.Unwanted).Change.Action, compared.Unwanted[0].Change.Step));
    }

    [Fact]
    public void What_somebody_changed_of_it_is_drift() =>
        Assert.Equal([ChangeAction.Update], Drift.Of([Lamp("on")], [LiveObjects.Applied(Lamp("off"))]).Select(change => change.Action));

    [Fact]
    public void It_goes_with_the_service_that_its_host_is_of()
    {
        var route = Made("VirtualService", "{hosts: [a.default.svc.cluster.local]}");
        var (_, skipped) = DeclinedChanges.Leave(SimulatedPlan.Between([], [Lamp("on"), route]), change => change.Kind == "VirtualService");
        Assert.Equal(["Lamp", "VirtualService"], skipped.Select(change => change.Kind).Order());
    }

    private static MeshManifest Lamp(string light) => Made("Lamp", $"{{host: a.default.svc.cluster.local, light: '{light}'}}");

    private static MeshManifest Made(string kind, string spec)
    {
        var manifest = ClusterFixture.Ours(kind, "default/a", spec);
        return manifest with { Step = ObjectKinds.Of(manifest).StepOf(manifest) };
    }

    private static IEnumerable<string> Waves(IReadOnlyList<MeshManifest> before, IReadOnlyList<MeshManifest> after) =>
        PublishingSchedule.Of(SimulatedPlan.Between(before, after)).Select(write => write.Wave.ToString());
}
