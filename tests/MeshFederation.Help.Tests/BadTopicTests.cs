using MeshFederation.Help.About;

namespace MeshFederation.Help.Tests;

/// <summary>Each topic here is the good one with one thing spoilt.</summary>
public sealed class BadTopicTests
{
    [Theory]
    [InlineData(HelpErrorCode.Title, "# about_Sample", "# Sample", 1)]
    [InlineData(HelpErrorCode.MissingSection, "## Long description", "## Description", 1)]
    [InlineData(
        HelpErrorCode.Width, "How a cluster is described by hand.",
        "How a cluster is described by hand, which takes more than one line of seventy-six.", 3)]
    [InlineData(HelpErrorCode.Width, "    | Out-Null", "    | Out-Null # 3456789012345678901234567890123456789012345678901234567890", 16)]
    [InlineData(HelpErrorCode.EmptyText, "<https://example.org/see>", "", 38)]
    [InlineData(HelpErrorCode.Placeholder, "Text.", "{{ Please enter the text }}", 27)]
    public void A_mistake_is_told(string code, string good, string bad, int line)
    {
        var text = File.ReadAllText(Cases.Topic);
        Assert.Contains(good, text, StringComparison.Ordinal);
        using var folder = new PageFolder();
        var topic = folder.Add("about_Sample.md", text.Replace(good, bad, StringComparison.Ordinal));

        var error = Assert.Single(Assert.Throws<HelpException>(() => AboutTopicReader.Read(topic)).Errors);

        Assert.Equal((code, line), (error.Code, error.Line));
    }
}
