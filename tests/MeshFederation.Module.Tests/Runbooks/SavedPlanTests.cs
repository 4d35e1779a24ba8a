namespace MeshFederation.Module.Tests.Runbooks;

/// <summary>
/// The plan that docs/runbooks are tested with was made for real and saved. MESHFEDERATION_UPDATE_CASES=1 makes it anew when it can no
/// longer be read.
/// </summary>
public sealed class SavedPlanTests
{
    private static readonly string Folder = Path.Combine(ModuleHost.RepositoryRoot, "docs", "runbooks");

    private static readonly string Read = $"(Import-MeshPlan '{Path.Combine(Folder, "bookinfo.plan.json")}').Summary";

    [Fact]
    public async Task It_can_be_read_and_names_no_kubeconfig()
    {
        if (Environment.GetEnvironmentVariable("MESHFEDERATION_UPDATE_CASES") == "1" && !CanBeRead()) await SaveAsync();
        using var host = new ModuleHost();
        Assert.Equal("Plan: 6 to create, 0 to update, 0 to delete, 0 unchanged.", host.Run(Read).Single().ToString());
        var text = await File.ReadAllTextAsync(Path.Combine(Folder, "bookinfo.plan.json"), TestContext.Current.CancellationToken);
        Assert.DoesNotContain("kubeconfig\":\"", text.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static bool CanBeRead()
    {
        using var host = new ModuleHost();
        return host.TryRun(Read).Errors.Count == 0;
    }

    private static async Task SaveAsync()
    {
        const string Variable = "KUBECONFIG";
        var before = Environment.GetEnvironmentVariable(Variable);
        await using var clusters = await RunbookClusters.StartAsync();
        Environment.SetEnvironmentVariable(Variable, clusters.Kubeconfig);
        using var host = new ModuleHost();
        host.Run(
            $"Set-Location '{Folder}'; $null = ./mesh.ps1 | Compare-MeshFederation -Name bookinfo | "
            + "Export-MeshPlan ./bookinfo.plan.json -Force");
        Environment.SetEnvironmentVariable(Variable, before);
    }
}
