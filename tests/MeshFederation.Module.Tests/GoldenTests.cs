namespace MeshFederation.Module.Tests;

/// <summary>
/// Each folder of cases holds a script that ends in manifests, and a file for each cluster with what must come out.
/// MESHFEDERATION_UPDATE_CASES=1 writes the files anew, to be reviewed like code.
/// </summary>
public sealed class GoldenTests
{
    private static readonly string Cases = Path.Combine(ModuleHost.RepositoryRoot, "tests", "MeshFederation.Module.Tests", "cases");

    public static TheoryData<string> CaseNames =>
        [.. Directory.GetDirectories(Cases).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

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

        var expected = Directory.GetFiles(folder, "cluster*.yaml")
            .ToDictionary(path => Path.GetFileNameWithoutExtension(path), File.ReadAllText, StringComparer.Ordinal);
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), actual.Keys.Order(StringComparer.Ordinal));
        foreach (var (cluster, yaml) in expected) Assert.Equal(yaml, actual[cluster]);
    }

    /// <summary>Services of ambient mode have no policies, and the mode Auto is one of these two.</summary>
    [Theory]
    [InlineData("ClientSni", "sni: outbound_")]
    [InlineData("EnvoyFilter", "kind: EnvoyFilter")]
    public void Every_policy_has_a_case_in_each_routing_mode(string mode, string sign)
    {
        var scripts = Directory.GetDirectories(Cases)
            .Where(folder => Directory.GetFiles(folder, "cluster*.yaml")
                .Any(file => File.ReadAllText(file).Contains(sign, StringComparison.Ordinal)))
            .Select(folder => File.ReadAllText(Path.Combine(folder, "federation.ps1"))).ToList();
        using var host = new ModuleHost();
        var cmdlets = host.Run("""
            (Get-Command Set-Mesh* -Module MeshFederation).Where({
                $_.ImplementingType.IsSubclassOf([MeshFederation.Commands.PolicyCommand]) }).Name
            """).Select(name => name.ToString()).ToList();
        Assert.NotEmpty(cmdlets);
        Assert.All(cmdlets, cmdlet => Assert.True(
            scripts.Exists(script => script.Contains(cmdlet, StringComparison.Ordinal)), $"{cmdlet} in {mode}"));
    }

    private static Dictionary<string, string> Manifests(string script, string folder)
    {
        using var host = new ModuleHost();
        return host.Run($"$PSScriptRootOfCase = '{folder}'\n{script}")
            .GroupBy(manifest => (string)manifest.Properties["Cluster"].Value, StringComparer.Ordinal)
            .ToDictionary(
                cluster => cluster.Key,
                cluster => string.Join("---\n", cluster.Select(manifest => (string)manifest.Methods["ToYaml"].Invoke())),
                StringComparer.Ordinal);
    }
}
