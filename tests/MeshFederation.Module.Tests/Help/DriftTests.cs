using System.Management.Automation;
using MeshFederation.Help.Pages;
using MeshFederation.Help.Reading;

namespace MeshFederation.Module.Tests.Help;

/// <summary>The pages say what the cmdlets do, no more and no less.</summary>
public sealed class DriftTests
{
    public static TheoryData<string> Cmdlets
    {
        get
        {
            using var host = new ModuleHost();
            return [.. host.Run("(Get-Command -Module MeshFederation).Name").Select(name => name.ToString())];
        }
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void A_cmdlet_has_a_page_that_says_what_it_does(string cmdlet)
    {
        Assert.True(File.Exists(HelpPages.PathOf(cmdlet)), $"docs/en-US/{cmdlet}.md is missing.");
        Assert.Empty(Drift(HelpPages.Read(cmdlet)));
    }

    [Fact]
    public void A_page_is_about_a_cmdlet_that_there_is() =>
        Assert.Equal(
            Cmdlets.Select(row => row.Data).Order(StringComparer.Ordinal),
            HelpPages.OfCmdlets.Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));

    /// <summary>Get-Help breaks longer lines in the middle, and what is copied from there does not run.</summary>
    [Fact]
    public void Lines_of_examples_fit_a_terminal() => Assert.Empty(
        from path in HelpPages.OfCmdlets
        from example in HelpPageReader.Read(path).Examples
        from code in example.Scripts
        from line in code.Text.Split('\n')
        where line.Length > 96
        select $"{Path.GetFileName(path)}:{code.Line}: {line}");

    [Theory]
    [InlineData(
        "Type: String\nParameter Sets: (All)\nAliases:\n\nRequired: False\nPosition: Named\nDefault value: The value of -Name",
        "Type: String\nParameter Sets: (All)\nAliases: ctx\n\nRequired: False\nPosition: Named\nDefault value: The name",
        "-Context: Aliases is 'ctx', the code says ''",
        "-Context: Default value is 'The name', the code says 'None, and no test proves another'")]
    [InlineData(
        "Default value: 15443\nAccept pipeline input: True (ByPropertyName)", "Default value: 443\nAccept pipeline input: False",
        "-GatewayPort: Default value is '443', the code says '15443'",
        "-GatewayPort: Accept pipeline input (ByPropertyName) is 'False', the code says 'True'")]
    [InlineData(
        "Accepted values: Auto, ClientSni, EnvoyFilter, Ambient", "Accepted values: Auto, ClientSni",
        "-RoutingMode: Accepted values is 'Auto, ClientSni', the code says 'Auto, ClientSni, EnvoyFilter, Ambient'")]
    [InlineData("Int32", "Int64", "-GatewayPort: Type is 'Int64', the code says 'Int32'")]
    [InlineData("Network", "Net", "-Network is not documented", "-Net is documented, but the cmdlet has none")]
    [InlineData(
        "[-Context <String>] [-Kubeconfig <String>]", "[-Kubeconfig <String>] [-Context <String>]",
        "the syntax of the set __AllParameterSets has the order -Name -Kubeconfig -Context")]
    [InlineData(
        "### MeshFederation.Model.Clusters.MeshCluster", "### MeshCluster",
        "OUTPUTS says MeshCluster, the cmdlet MeshFederation.Model.Clusters.MeshCluster")]
    [InlineData("blob/main/docs/en-US/New-MeshCluster.md\n", "blob/main/New-MeshCluster.md\n", "online version is")]
    public void A_page_that_drifts_is_found_with_page_and_parameter(string text, string changed, params string[] findings)
    {
        var page = File.ReadAllText(HelpPages.PathOf("New-MeshCluster")).ReplaceLineEndings("\n");
        Assert.Contains(text, page, StringComparison.Ordinal);
        var drift = Drift(ReadChanged(page.Replace(text, changed, StringComparison.Ordinal)));
        Assert.All(
            findings,
            finding => Assert.Contains(drift, found => found.StartsWith("New-MeshCluster.md: " + finding, StringComparison.Ordinal)));
    }

    private static List<string> Drift(HelpPage page)
    {
        using var host = new ModuleHost();
        return [.. PageDrift.Find(page, (CmdletInfo)host.Run($"Get-Command {page.Name}").Single().BaseObject)];
    }

    private static HelpPage ReadChanged(string text)
    {
        var folder = Directory.CreateTempSubdirectory("meshfederation-").FullName;
        try
        {
            // Its links lead to its neighbours.
            foreach (var path in Directory.GetFiles(HelpPages.Folder)) File.Copy(path, Path.Combine(folder, Path.GetFileName(path)));
            var page = Path.Combine(folder, "New-MeshCluster.md");
            File.WriteAllText(page, text);
            return HelpPageReader.Read(page);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
