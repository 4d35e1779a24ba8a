using System.Text.RegularExpressions;

namespace MeshFederation.Module.Tests;

/// <summary>
/// Each folder of cases holds a script that ends in manifests, and a file for each cluster with what must come out.
/// MESHFEDERATION_UPDATE_CASES=1 writes the files anew, to be reviewed like code.
/// </summary>
public sealed partial class GoldenTests
{
    private static readonly string Cases = Path.Combine(ModuleHost.RepositoryRoot, "tests", "MeshFederation.Module.Tests", "cases");
    private static readonly string Shared = Path.GetFullPath(Path.Combine(ModuleHost.RepositoryRoot, "..", "shared", "cases", "bookinfo"));

    public static TheoryData<string> CaseNames => [.. Directory.GetDirectories(Cases).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void A_script_gives_the_objects_of_its_case(string name)
    {
        var folder = Path.Combine(Cases, name);
        var actual = Manifests(File.ReadAllText(Path.Combine(folder, "federation.ps1")), folder);
        if (Environment.GetEnvironmentVariable("MESHFEDERATION_UPDATE_CASES") == "1")
        {
            foreach (var (cluster, yaml) in actual) File.WriteAllText(Path.Combine(folder, cluster + ".yaml"), yaml);
        }

        var expected = Directory.GetFiles(folder, "cluster*.yaml").ToDictionary(path => Path.GetFileNameWithoutExtension(path), File.ReadAllText, StringComparer.Ordinal);
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), actual.Keys.Order(StringComparer.Ordinal));
        foreach (var (cluster, yaml) in expected) Assert.Equal(yaml, actual[cluster]);
    }

    [Theory]
    [InlineData("client-sni")]
    [InlineData("envoy-filter")]
    public void The_published_bookinfo_cases_hold(string mode)
    {
        var folder = Path.Combine(Shared, mode);
        Assert.SkipUnless(Directory.Exists(folder), "the published cases are not beside this checkout");
        foreach (var (cluster, yaml) in Manifests(File.ReadAllText(Path.Combine(folder, "bookinfo.ps1")), folder))
        {
            var expected = File.ReadAllText(Path.Combine(folder, cluster, "manifests.yaml")).ReplaceLineEndings("\n");
            Assert.Equal(string.Join("---\n", expected.Split("---\n").Select(Later)), Address().Replace(yaml, "- 240.0.0.10"));
        }
    }

    /// <summary>An object of a published case as it is planned since: where it stands, how long callers wait, and what is retried.</summary>
    private static string Later(string published)
    {
        if (published.Contains("\nkind: VirtualService\n", StringComparison.Ordinal))
        {
            var words = published.Contains("/v1beta1\n", StringComparison.Ordinal) ? "retriable-status-codes" : "reset-before-request";
            return published + $"    retries:\n      attempts: 2\n      retryOn: 'connect-failure,refused-stream,unavailable,cancelled,{words},503'\n";
        }

        if (!published.Contains("  name: reviews.default.svc.cluster2.global\n", StringComparison.Ordinal)) return published;
        var beside = published.Replace("  namespace: istio-system\n", "  namespace: default\n", StringComparison.Ordinal);
        return beside.Replace("  subsets:\n", "    connectionPool:\n      tcp:\n        connectTimeout: '2s'\n  subsets:\n", StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Manifests(string script, string folder)
    {
        using var host = new ModuleHost();
        return host.Run($"$PSScriptRootOfCase = '{folder}'\n{script}").GroupBy(manifest => (string)manifest.Properties["Cluster"].Value, StringComparer.Ordinal).ToDictionary(
            cluster => cluster.Key,
            cluster => string.Join("---\n", cluster.Select(manifest => (string)manifest.Methods["ToYaml"].Invoke())),
            StringComparer.Ordinal);
    }

    [GeneratedRegex(@"- 240\.\d+\.\d+\.\d+", RegexOptions.None, 1000)]
    private static partial Regex Address();
}
