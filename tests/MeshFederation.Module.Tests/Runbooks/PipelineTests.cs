namespace MeshFederation.Module.Tests.Runbooks;

/// <summary>
/// The pipelines of docs/runbooks, step by step as the services run them: each script in a session of its own, which ends at the first
/// error, in a folder with what the steps before have left.
/// </summary>
public sealed class PipelineTests : IAsyncLifetime
{
    private const string Azure = "azure-pipelines.yml";
    private const string GitHub = "github-actions.yml";

    private readonly string _workspace = Directory.CreateTempSubdirectory("pipeline").FullName;
    private RunbookClusters _clusters = null!;

    private string Sources => Path.Combine(_workspace, "s");

    public async ValueTask InitializeAsync()
    {
        _clusters = await RunbookClusters.StartAsync();
        Directory.CreateDirectory(Sources);
        File.Copy(Path.Combine(ModuleHost.RepositoryRoot, "docs", "runbooks", "mesh.ps1"), Path.Combine(Sources, "mesh.ps1"));
    }

    [Theory]
    [InlineData(Azure)]
    [InlineData(GitHub)]
    public void A_plan_is_made_applied_and_verified(string file)
    {
        var steps = PipelineSteps.Read(file);
        var planned = Plan(steps);
        Assert.Contains(
            planned, line => line.Contains("hasChanges", StringComparison.Ordinal) && line.EndsWith("True", StringComparison.Ordinal));
        Run(steps["Apply"]);
        Run(steps["Verify"]);
        Assert.True(File.Exists(Path.Combine(Sources, "applied.xml")));
        Assert.Equal(1, _clusters.Count("cluster1", "virtualservices"));
        Assert.Contains(Plan(steps), line => line.EndsWith("False", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Azure)]
    [InlineData(GitHub)]
    public void What_does_not_work_is_found_and_rolled_back(string file)
    {
        var steps = PipelineSteps.Read(file);
        Edit("cluster2/v3:75, cluster1/v1:25", "cluster1/v1:100");
        Plan(steps);
        Run(Hurried(steps["Apply"]));
        Edit("cluster1/v1:100", "cluster2/v3:75, cluster1/v1:25");
        Plan(steps);
        Run(Hurried(steps["Apply"]));
        _clusters.Remove("cluster2", "destinationrules", "reviews");
        Assert.Contains("does not work as it was meant", Fails(steps["Verify"]), StringComparison.Ordinal);
        Run(Hurried(steps["Roll back"]));
        Edit("cluster2/v3:75, cluster1/v1:25", "cluster1/v1:100");
        Run(steps["Verify"]);
    }

    [Theory]
    [InlineData(Azure)]
    [InlineData(GitHub)]
    public void Nothing_is_applied_once_the_clusters_have_changed_since_the_review(string file)
    {
        var steps = PipelineSteps.Read(file);
        Plan(steps);
        Run(Hurried(steps["Apply"]));
        Edit(":75", ":50");
        Edit(":25", ":50");
        Plan(steps);
        _clusters.Remove("cluster2", "destinationrules", "reviews");
        Assert.StartsWith("MeshPlanOutdated", Fails(steps["Apply"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Azure)]
    [InlineData(GitHub)]
    public void An_error_of_analysis_ends_it_before_anything_is_planned(string file)
    {
        const string Mock = "function Test-MeshFederation { [pscustomobject]@{ Severity = 'Error' } }; ";
        Assert.Contains("Analysis has found errors.", Fails(Mock + PipelineSteps.Read(file)["Analyse"]), StringComparison.Ordinal);
        Edit(" -GatewayAddress 192.0.2.2", "");
        Assert.NotEqual("", Fails(PipelineSteps.Read(file)["Analyse"]));
    }

    [Theory]
    [InlineData(Azure)]
    [InlineData(GitHub)]
    public void A_plan_that_fails_has_its_report_in_the_summary(string file)
    {
        var steps = PipelineSteps.Read(file);
        Assert.Empty(Run(steps["Summary"]));
        Run(steps["Analyse"]);
        _clusters.Forbid("cluster2", "serviceentries");
        Assert.NotEqual("", Fails(steps["Plan"]));
        var report = Path.Combine(Sources, "plan", "plan.md");
        Assert.Contains("serviceentries is forbidden", File.ReadAllText(report), StringComparison.Ordinal);
        var said = Run(steps["Summary"]);
        if (file == Azure) Assert.Equal($"##vso[task.uploadsummary]{Path.Combine(Sources, "plan/plan.md")}", Assert.Single(said));
        else Assert.Equal(File.ReadAllLines(report), File.ReadAllLines(Path.Combine(_workspace, "output")));
    }

    [Theory]
    [InlineData(Azure)]
    [InlineData(GitHub)]
    public void What_cannot_be_verified_is_no_success(string file)
    {
        var steps = PipelineSteps.Read(file);
        Plan(steps);
        Run(Hurried(steps["Apply"]));
        Run(steps["Verify"]);
        _clusters.Forbid("cluster2", "destinationrules");
        Assert.Contains("or that is not known", Fails(steps["Verify"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Azure, "condition: ", "displayName: Summary")]
    [InlineData(Azure, "condition: ", "PublishTestResults@2")]
    [InlineData(GitHub, "if: ", "name: Summary")]
    [InlineData(GitHub, "if: ", "uses: actions/upload-artifact@v4")]
    public void What_shows_and_keeps_reports_always_runs(string file, string key, string step)
    {
        var lines = File.ReadAllLines(Path.Combine(ModuleHost.RepositoryRoot, "docs", "runbooks", file));
        var steps = Enumerable.Range(0, lines.Length).Where(at => lines[at].Contains(step, StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(steps);
        Assert.All(steps, at => Assert.Equal(key + "always()", lines[at + 1].Trim()));
    }

    [Fact]
    public void Every_step_of_both_is_known_here()
    {
        string[] run = ["Analyse", "Apply", "Install", "Plan", "Roll back", "Summary", "Verify"];
        Assert.Equal(run, PipelineSteps.Read(Azure).Keys.Order(StringComparer.Ordinal));
        Assert.Equal(run.Append("Kubeconfig").Order(StringComparer.Ordinal), PipelineSteps.Read(GitHub).Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_module_is_installed_by_its_name()
    {
        Assert.Equal(["MeshFederation True"], Run("function Install-PSResource($Name, [switch] $Prerelease, [switch] $TrustRepository) "
            + "{ \"$Name $Prerelease\" }; "
            + PipelineSteps.Read(Azure)["Install"]));
        Assert.Equal(PipelineSteps.Read(Azure)["Install"], PipelineSteps.Read(GitHub)["Install"]);
    }

    [Fact]
    public void The_kubeconfig_of_the_secret_becomes_a_file()
    {
        Run("$env:CONTENT = 'apiVersion: v1'; " + PipelineSteps.Read(GitHub)["Kubeconfig"] + "; $env:CONTENT = $null");
        Assert.Equal("apiVersion: v1", File.ReadAllText(Path.Combine(Sources, "kubeconfig")).Trim());
    }

    public async ValueTask DisposeAsync()
    {
        await _clusters.DisposeAsync();
        Directory.Delete(_workspace, recursive: true);
    }

    /// <summary>Waiting for istiod takes seconds, so that one test does it, and the others leave it out.</summary>
    private static string Hurried(string script)
    {
        Assert.Contains(" -Wait ", script, StringComparison.Ordinal);
        return script.Replace(" -Wait ", " ", StringComparison.Ordinal);
    }

    private void Edit(string before, string after)
    {
        var path = Path.Combine(Sources, "mesh.ps1");
        var text = File.ReadAllText(path);
        Assert.Contains(before, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(before, after, StringComparison.Ordinal));
    }

    /// <summary>What the plan says; the artifact goes where the stage that applies it has it.</summary>
    private IReadOnlyList<string> Plan(IReadOnlyDictionary<string, string> steps)
    {
        Run(steps["Analyse"]);
        var said = Run(steps["Plan"]);
        var artifact = Directory.CreateDirectory(Path.Combine(_workspace, "plan")).FullName;
        File.Copy(Path.Combine(Sources, "plan", "bookinfo.plan.json"), Path.Combine(artifact, "bookinfo.plan.json"), overwrite: true);
        var output = Path.Combine(_workspace, "output");
        return File.Exists(output) ? [.. said, .. File.ReadAllLines(output)[^1..]] : said;
    }

    private IReadOnlyList<string> Run(string script)
    {
        using var host = new ModuleHost();
        return [.. host.Run(Before + script).Select(value => value.ToString())];
    }

    private string Fails(string script)
    {
        using var host = new ModuleHost();
        var (_, errors) = host.TryRun(Before + script);
        return errors is [.., var last] ? $"{last.FullyQualifiedErrorId} {last}" : "";
    }

    /// <summary>As both services begin a script; and where these clusters are, whose proxies need no time.</summary>
    private string Before =>
        $"$ErrorActionPreference = 'Stop'; $WarningPreference = 'SilentlyContinue'; Set-Location '{Sources}'; "
        + "function Add-Content($Path, [Parameter(ValueFromPipeline)] $Value) { process { [IO.File]::AppendAllText("
        + $"'{Path.Combine(_workspace, "output")}', \"$Value`n\") }} }}; "
        + $"$global:PSDefaultParameterValues = @{{ 'New-MeshCluster:Kubeconfig' = '{_clusters.Kubeconfig}'; "
        + $"'Import-MeshPlan:Kubeconfig' = '{_clusters.Kubeconfig}'; '*-MeshFederation:Kubeconfig' = "
        + $"'{_clusters.Kubeconfig}'; '*-MeshFederation:SettleTimeout' = 0; '*-MeshFederation:SettleTime' = 0 }}; ";
}
