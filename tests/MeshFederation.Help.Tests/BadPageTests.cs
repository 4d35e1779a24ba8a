using MeshFederation.Help.Reading;

namespace MeshFederation.Help.Tests;

/// <summary>Each page here is the good one with one thing spoilt.</summary>
public sealed class BadPageTests
{
    [Theory]
    [InlineData(HelpErrorCode.FrontMatter, "---\nexternal", "external", "front matter")]
    [InlineData(HelpErrorCode.FrontMatter, "Module Name: HelpSample\n", "", "'Module Name:' is missing")]
    [InlineData(
        HelpErrorCode.FrontMatter, "online version: https://example.org/docs/New-SampleCluster", "online version: soon", "no web address")]
    [InlineData(HelpErrorCode.FrontMatter, "schema: 2.0.0", "schema: 3", "not 2.0.0")]
    [InlineData(HelpErrorCode.FrontMatter, "Tests.dll-Help.xml", "Tests.dll.xml", "-Help.xml")]
    [InlineData(HelpErrorCode.Title, "# New-SampleCluster\n", "# New-Sample\n", "'# New-SampleCluster'")]
    [InlineData(HelpErrorCode.MissingSection, "## OUTPUTS\n", "", "'## OUTPUTS' is missing")]
    [InlineData(HelpErrorCode.UnknownSection, "## NOTES", "## REMARKS", "'## REMARKS' is no section")]
    [InlineData(HelpErrorCode.UnknownSection, "## NOTES", "## INPUTS", "wrong place")]
    [InlineData(HelpErrorCode.UnknownSection, "What is told:", "### What is told", "no headings of its own")]
    [InlineData(HelpErrorCode.UnknownSection, "What is told:", "#### What is told", "level 4")]
    [InlineData(HelpErrorCode.EmptyText, "Describes a cluster by hand, without\nreading anything.", "", "SYNOPSIS is empty")]
    [InlineData(HelpErrorCode.EmptyText, "Skips the question.", "", "-Force has no description")]
    [InlineData(
        HelpErrorCode.Syntax, "New-SampleCluster -Context <String[]>", "New-Sample -Context <String[]>", "begin with 'New-SampleCluster'")]
    [InlineData(HelpErrorCode.Syntax, "[-Force]\n [<CommonParameters>]", "[-Force]", "end with '[<CommonParameters>]'")]
    [InlineData(HelpErrorCode.Syntax, "[-Mode {Auto | ClientSni}]", "[-Mode {Auto | ClientSni]", "read from '[-Mode")]
    [InlineData(HelpErrorCode.Parameter, "Type: SwitchParameter", "Kind: SwitchParameter", "-Force has no yaml block")]
    [InlineData(HelpErrorCode.Parameter, "Default value: Auto", "Defaults to: Auto", "'Default value:' is missing")]
    [InlineData(HelpErrorCode.Parameter, "Required: True\nPosition: 0", "Required: yes\nPosition: 0", "not True or False")]
    [InlineData(HelpErrorCode.Parameter, "Position: 0", "Position: first", "not Named or a number")]
    [InlineData(HelpErrorCode.Parameter, "True (ByPropertyName, ByValue)", "True", "'Accept pipeline input:' is 'True'")]
    [InlineData(HelpErrorCode.Parameter, "### CommonParameters", "### Common", "'### CommonParameters' is missing")]
    [InlineData(HelpErrorCode.Parameter, "### -Force", "### -name", "-Name is there twice")]
    [InlineData(HelpErrorCode.Contradiction, " [-Selector <Hashtable>] [-Mode <SampleMode>]", " [-Mode <SampleMode>]", "lacks -Selector")]
    [InlineData(HelpErrorCode.Contradiction, "### -Force", "### -Confirm", "-Force: PARAMETERS has no such parameter")]
    [InlineData(HelpErrorCode.Contradiction, "Parameter Sets: Context", "Parameter Sets: Contexts", "no parameter set 'Contexts'")]
    [InlineData(HelpErrorCode.Contradiction, "[-Name] <String>", "[[-Name] <String>]", "optional here")]
    [InlineData(HelpErrorCode.Contradiction, "[-Name] <String>", "-Name <String>", "named here")]
    [InlineData(HelpErrorCode.Contradiction, "[-Name] <String>", "[-Name] <Object>", "'Type: String'")]
    [InlineData(HelpErrorCode.Contradiction, "{Auto | ClientSni}", "{Auto | EnvoyFilter}", "accepted values")]
    [InlineData(HelpErrorCode.Example, "### Example 3: Last", "### Example 4: Last", "'### Example 3: '")]
    [InlineData(
        HelpErrorCode.Example, "```powershell\nNew-SampleCluster cluster3 -Force\n```", "It is simple.", "no block of ```powershell")]
    [InlineData(HelpErrorCode.Example, "```Output", "```", "Say what the block is")]
    [InlineData(HelpErrorCode.Placeholder, "Skips the question.", "{{ Fill Force Description }}", "placeholder")]
    [InlineData(HelpErrorCode.Markup, "`*.global`", "<host>.global", "<host> is HTML")]
    [InlineData(HelpErrorCode.Markup, "`*.global`", "![](a.png)", "An image")]
    [InlineData(HelpErrorCode.Markup, "What is told:", "<b>What is told</b>", "<b> is HTML")]
    [InlineData(HelpErrorCode.Link, "- [Istio](https://example.org/istio)", "- [Istio](Istio.md)", "'Istio.md' is neither")]
    [InlineData(HelpErrorCode.Link, "- [Istio](https://example.org/istio)", "- Istio", "must be a link")]
    public void A_mistake_is_told(string code, string good, string bad, string message)
    {
        var text = File.ReadAllText(Cases.Page);
        Assert.Contains(good, text, StringComparison.Ordinal);
        using var folder = new PageFolder();
        var page = folder.Add("New-SampleCluster.md", text.Replace(good, bad, StringComparison.Ordinal));
        folder.Add("about_Sample.md", "");

        var errors = Assert.Throws<HelpException>(() => HelpPageReader.Read(page)).Errors;

        Assert.Contains(errors, error => error.Code == code && error.Message.Contains(message, StringComparison.Ordinal));
        Assert.All(errors, error => Assert.InRange(error.Line, 1, text.Split('\n').Length));
    }

    [Fact]
    public void A_page_is_named_after_a_cmdlet()
    {
        using var folder = new PageFolder();
        var page = folder.Add("README.md", "# README");

        Assert.Contains(
            Assert.Throws<HelpException>(() => HelpPageReader.Read(page)).Errors,
            error => error.Message.StartsWith("'README' is not the name of a cmdlet", StringComparison.Ordinal));
    }

    [Fact]
    public void The_line_of_a_mistake_is_its_own()
    {
        var text = File.ReadAllText(Cases.Page).Replace("Default value: Auto", "Default value:", StringComparison.Ordinal);
        using var folder = new PageFolder();
        folder.Add("about_Sample.md", "");
        var page = folder.Add("New-SampleCluster.md", text);

        var error = Assert.Single(Assert.Throws<HelpException>(() => HelpPageReader.Read(page)).Errors);

        Assert.Equal("Default value:", text.Split('\n')[error.Line - 1]);
        Assert.Equal($"{page}({error.Line}): error MFH008: 'Default value:' is empty.", error.ToString());
    }
}
