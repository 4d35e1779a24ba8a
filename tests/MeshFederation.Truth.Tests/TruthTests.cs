namespace MeshFederation.Truth.Tests;

/// <summary>The engine decides as Istio's own control plane did.</summary>
public class TruthTests
{
    [Fact]
    public void Every_answer_is_Istios()
    {
        if (TruthWorlds.Folder is null)
            Assert.Skip("The worlds with Istio's answers, ../shared/truth/worlds beside the checkout, are not there.");
        var summary = new TruthSummary();
        foreach (var (world, answers) in TruthWorlds.Read().Select(world => (world, Answers(world))))
        {
            foreach (var (what, id, verdict) in answers) summary.Add(world, what, id, verdict);
        }

        TestContext.Current.TestOutputHelper?.WriteLine(summary.ToString());
        Report(summary);
        Assert.True(summary.Wrong.Count == 0, $"{summary}\n{string.Join('\n', summary.Wrong.Take(40))}");
        // All of them are known by now, and an engine that says of more that it does not know has lost something.
        Assert.True(summary.Unknown.Count == 0, $"{summary}\n{string.Join('\n', summary.Unknown.Take(40))}");
        Assert.True(summary.Agreeing > 0, $"{TruthWorlds.Folder} holds no answers.");
    }

    private static List<(string What, string Id, Verdict Verdict)> Answers(TruthWorld world) =>
    [
        .. world.Calls.Select(call => ("calls", call.GetProperty("id").GetString()!, CallComparison.Of(world, call))),
        .. world.Gateways.Select(
            (question, index) => ("gateways", FormattableString.Invariant($"gateways[{index}]"), GatewayComparison.Asked(world, question))),
    ];

    /// <summary>All that differs, where MESHFEDERATION_TRUTH names a file for it.</summary>
    private static void Report(TruthSummary summary)
    {
        if (Environment.GetEnvironmentVariable("MESHFEDERATION_TRUTH") is not { Length: > 0 } file) return;
        File.WriteAllText(file, $"{summary}\nWrong\n{string.Join('\n', summary.Wrong)}\n\nUnknown\n{string.Join('\n', summary.Unknown)}\n");
    }
}
