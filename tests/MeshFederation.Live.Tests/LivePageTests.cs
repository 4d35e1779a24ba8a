using MeshFederation.Module.Tests;
using MeshFederation.Module.Tests.Help;

namespace MeshFederation.Live.Tests;

/// <summary>
/// The blocks of the pages that need clusters, run against clusters in this process: <c>&lt;!-- not run: it needs clusters --&gt;</c>
/// marks them. MESHFEDERATION_UPDATE_CASES=1 writes what is printed into the pages, to be reviewed like code.
/// </summary>
public sealed class LivePageTests
{
    private const string Mark = "it needs clusters";

    [Theory]
    [InlineData("Get-MeshCluster.md")]
    [InlineData("Get-MeshService.md")]
    public async Task Every_block_prints_what_the_page_says(string page)
    {
        await using var clusters = await LiveScene.StartAsync();
        using var screen = new ModuleScreen();
        screen.Show($"$env:KUBECONFIG = '{clusters.Kubeconfig}'");
        var script = PageScript.Read(Path.Combine(ModuleHost.RepositoryRoot, "docs", "en-US", page));
        var steps = script.Steps().Where(step => step.NotRun == Mark).ToList();
        Assert.NotEmpty(steps);
        var printed = steps.Select(step => (step, Run(screen, step))).ToList();
        if (Environment.GetEnvironmentVariable("MESHFEDERATION_UPDATE_CASES") == "1")
        {
            script.Rewrite(printed);
        }
        else
        {
            Assert.All(
                printed,
                entry => Assert.Equal($"{page}:{entry.step.Line}\n{entry.step.Output}", $"{page}:{entry.step.Line}\n{entry.Item2}"));
        }
    }

    private static string Run(ModuleScreen screen, PageStep step)
    {
        if (step.Setup.Length > 0) Assert.Equal("", screen.Show($"$null = . {{ {step.Setup} }}"));
        return screen.Show(step.Script);
    }
}
