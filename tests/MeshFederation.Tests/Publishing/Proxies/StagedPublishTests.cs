using System.Globalization;
using MeshFederation.Planning.Publishing;

namespace MeshFederation.Tests.Publishing.Proxies;

/// <summary>
/// Random changes of random federations, written to clusters whose proxies get each type of their configuration when they like.
/// </summary>
public sealed class StagedPublishTests
{
    private const int Scenarios = 104;

    [Fact]
    public void No_route_names_what_a_proxy_lacks_at_any_moment_of_a_publish()
    {
        var (problems, waits) = (new List<string>(), 0);
        for (var number = 0; number < Scenarios; number++)
        {
            var scenario = StagedScenario.Of(number);
            var run = new StagedRun(scenario, number, waits: true);
            problems.AddRange(run.Run().Take(2).Select(problem => $"{number} ({scenario.Kind}) {problem}"));
            waits += run.Waits;
        }

        TestContext.Current.TestOutputHelper!.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{Scenarios} publishes with {waits} waits; {problems.Count} problems."));
        Assert.True(problems.Count == 0, string.Join('\n', problems.Take(20)));
    }

    [Fact]
    public void No_route_names_what_a_proxy_lacks_when_a_publish_is_put_back_at_any_write()
    {
        var (problems, runs) = (new List<string>(), 0);
        for (var number = 0; number < Scenarios; number++)
        {
            var scenario = StagedScenario.Of(number);
            var count = PublishingSchedule.Of(scenario.Changes).Count;
            foreach (var until in new[] { count / 3, count * 2 / 3, count - 1 }.Distinct().Where(until => until > 0))
            {
                problems.AddRange(new StagedRun(scenario, number + until, waits: true)
                    .Run(until)
                    .Take(2)
                    .Select(problem => $"{number} ({scenario.Kind}) after {until}: {problem}"));
                runs++;
            }
        }

        TestContext.Current.TestOutputHelper!.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{runs} publishes put back; {problems.Count} problems."));
        Assert.True(problems.Count == 0, string.Join('\n', problems.Take(20)));
    }

    [Fact]
    public void Without_waits_the_same_order_breaks_routes_in_every_kind_of_change()
    {
        var broken = new HashSet<string>(StringComparer.Ordinal);
        for (var number = 0; number < Scenarios; number++)
        {
            var scenario = StagedScenario.Of(number);
            if (new StagedRun(scenario, number, waits: false).Run().Count > 0) broken.Add(scenario.Kind);
        }

        Assert.True(broken.Count >= 9, $"Only these are found broken: {string.Join(", ", broken)}");
    }
}
