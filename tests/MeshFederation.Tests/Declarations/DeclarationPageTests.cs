using System.Text;
using MeshFederation.Planning.Declarations;
using MeshFederation.Planning.Declarations.Keys;

namespace MeshFederation.Tests.Declarations;

/// <summary>The page of the file lists every key as the tables have it. MESHFEDERATION_UPDATE_CASES=1 writes it anew.</summary>
public sealed class DeclarationPageTests
{
    private const string Begin = "### Keys\n";
    private const string End = "## See also\n";

    private static string Page => Path.Combine(RepositoryPaths.Root, "docs", "en-US", "about_MeshFederationFile.md");

    [Fact]
    public void The_page_lists_all_keys()
    {
        var page = File.ReadAllText(Page);
        var (begin, end) = (page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, page.IndexOf(End, StringComparison.Ordinal));
        var expected = page[..begin] + Tables() + page[end..];
        if (Environment.GetEnvironmentVariable("MESHFEDERATION_UPDATE_CASES") == "1") File.WriteAllText(Page, expected);
        Assert.Equal(expected, File.ReadAllText(Page).ReplaceLineEndings("\n"));
    }

    private static string Tables()
    {
        var text = new StringBuilder("A key in bold must be there.\n\n");
        foreach (var section in DeclarationSchema.Sections())
        {
            text.Append("#### ").Append(section.Name).Append("\n| Key | What it takes | What it means |\n|---|---|---|\n");
            foreach (var key in section.Key) text.Append(Row(key));
            text.Append('\n');
        }

        return text.ToString();
    }

    private static string Row(DeclarationKey key) =>
        $"| {(key.IsRequired ? $"**{key.Name}**" : key.Name)} | {key.Shape.Words} | {key.Summary} |\n";
}
