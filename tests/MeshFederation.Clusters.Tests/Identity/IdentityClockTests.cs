using MeshFederation.Model.Identity;
using MeshFederation.Planning.Identities;

namespace MeshFederation.Clusters.Tests.Identity;

/// <summary>
/// Authorities are exchanged by the clocks of the servers: what the clock of the own machine says, or those of nodes, changes nothing.
/// </summary>
public sealed class IdentityClockTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(24, 0)]
    [InlineData(-24, 0)]
    [InlineData(24 * 400, 0)]
    [InlineData(0, 24)]
    [InlineData(0, -24)]
    [InlineData(25, -1)]
    public async Task An_exchange_restarts_what_it_must_whatever_other_clocks_say(int own, int nodes)
    {
        Assert.Equal(await StepsAsync(0, 0), await StepsAsync(own, nodes));
    }

    [Theory]
    [InlineData(24)]
    [InlineData(-24)]
    public async Task What_is_behind_is_told_by_the_clock_of_the_server(int nodes)
    {
        await using var scene = await IdentityScene.StartAsync(TimeSpan.FromHours(nodes), TimeSpan.FromHours(20));
        var goal = RotationGoal.Of(scene.Certificates(scene.Root), changesRoot: false);
        await scene.Publisher(restart: false).RunAsync(goal, Ct).ToListAsync(Ct);
        var states = await scene.Publisher(ahead: TimeSpan.FromHours(-nodes)).ReadAsync(Ct);
        Assert.All(states, state => Assert.InRange(state.Now!.Value, scene.Clock.Start, scene.Clock.GetUtcNow()));
        Assert.All(states, state => Assert.Equal(3, IdentityFacts.Of(state, scene.Clock.GetUtcNow()).ProxyBehind.Count));
    }

    /// <summary>What is written and restarted in each step; in which order they come, hold other tests.</summary>
    private static async Task<List<string>> StepsAsync(int own, int nodes)
    {
        await using var scene = await IdentityScene.StartAsync(TimeSpan.FromHours(nodes), TimeSpan.FromHours(20));
        var goal = RotationGoal.Of(scene.Certificates(scene.NewRoot()), changesRoot: true);
        var done = await scene.Publisher(ahead: TimeSpan.FromHours(own)).RunAsync(goal, Ct).ToListAsync(Ct);
        Assert.Equal(IdentityStep.Done, done[^1].Step);
        return
        [
            .. done.Where(change => change.Action is IdentityAction.Update or IdentityAction.Restart).Select(Said)
                .Order(StringComparer.Ordinal),
        ];
    }

    private static string Said(MeshIdentityChange change) => change.Action == IdentityAction.Restart
        ? $"{change.Cluster} {change.Step} {change.Detail}"
        : $"{change.Cluster} {change.Step}";
}
