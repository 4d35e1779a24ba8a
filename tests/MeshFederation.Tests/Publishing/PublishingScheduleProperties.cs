using CsCheck;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Planning.Publishing;
using MeshFederation.Tests.Federations;

namespace MeshFederation.Tests.Publishing;

/// <summary>Random federations become others, one write after the other; after each write every route is followed to its end.</summary>
public sealed class PublishingScheduleProperties
{
    private static readonly Gen<((IReadOnlyList<MeshService> Before, IReadOnlyList<MeshService> After) Change, int Seed)> Changes =
        Gen.Select(FederationGen.Changes(4, 6), Gen.Int);

    [Fact]
    public void Whole_federations_have_no_broken_route() =>
        FederationGen.Services(6, 12)
            .Sample(services => Assert.Empty(new MeshSimulation(FederationProperties.Plan(services)).BrokenRoutes()), iter: 60);

    [Fact]
    public void No_route_is_broken_at_any_moment_of_an_update() => Changes.Sample(
        run =>
        {
            var (mesh, writes) = Start(run.Change.Before, run.Change.After);
            foreach (var write in InAnyOrderOfTheirWave(writes, run.Seed))
            {
                Do(mesh, write);
                Assert.Empty(mesh.BrokenRoutes().Select(problem => $"after {write}: {problem}"));
            }
        },
        iter: 150);

    [Fact]
    public void No_route_is_broken_at_any_moment_of_a_first_publish_or_of_a_removal() => Changes.Sample(
        run =>
        {
            foreach (var (before, after) in new[] { (None, Plan(run.Change.Before)), (Plan(run.Change.Before), None) })
            {
                var mesh = new MeshSimulation(before);
                foreach (var write in InAnyOrderOfTheirWave(PublishingSchedule.Of(SimulatedPlan.Between(before, after)), run.Seed))
                {
                    Do(mesh, write);
                    Assert.Empty(mesh.BrokenRoutes());
                }
            }
        },
        iter: 60);

    [Fact]
    public void In_the_end_every_object_is_as_wanted_and_none_was_written_more_than_twice() => Changes.Sample(
        run =>
        {
            var (mesh, writes) = Start(run.Change.Before, run.Change.After);
            foreach (var write in writes) Do(mesh, write);
            Assert.Equal(new MeshSimulation(Plan(run.Change.After)).Objects, mesh.Objects);
            Assert.All(
                writes.GroupBy(write => write.Change), group => Assert.Equal((true, true), (group.Count() <= 2, group.Last().IsLast)));
        },
        iter: 60);

    [Fact]
    public void The_simulation_sees_when_an_order_is_wrong()
    {
        var broken = 0;
        Changes.Sample(
            run =>
            {
                var (mesh, writes) = Start(run.Change.Before, run.Change.After);
                foreach (var write in writes.Where(write => write.IsLast))
                {
                    Do(mesh, write);
                    if (mesh.BrokenRoutes().Any()) Interlocked.Increment(ref broken);
                }
            },
            iter: 40);
        Assert.True(broken > 40, $"Only {broken} moments were found broken, though nothing was kept for the time between.");
    }

    private static IReadOnlyList<MeshManifest> None => [];

    private static IReadOnlyList<MeshManifest> Plan(IReadOnlyList<MeshService> services) => FederationProperties.Plan(services);

    private static (MeshSimulation Mesh, IReadOnlyList<ScheduledWrite> Writes) Start(
        IReadOnlyList<MeshService> before, IReadOnlyList<MeshService> after) =>
            (new(Plan(before)), PublishingSchedule.Of(SimulatedPlan.Between(Plan(before), Plan(after))));

    private static void Do(MeshSimulation mesh, ScheduledWrite write)
    {
        if (write.Content is { } content) mesh.Write(write.Change.Cluster, content);
        else mesh[write.Change.Cluster].Remove(write.Change.Live!);
    }

    /// <summary>Inside a wave nothing waits for anything else.</summary>
    private static IEnumerable<ScheduledWrite> InAnyOrderOfTheirWave(IReadOnlyList<ScheduledWrite> writes, int seed)
    {
        var random = new Random(seed);
        return writes.GroupBy(write => write.Wave).SelectMany(wave =>
        {
            var shuffled = wave.ToArray();
            random.Shuffle(shuffled);
            return shuffled;
        });
    }
}
