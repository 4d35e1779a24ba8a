namespace MeshFederation.Module.Tests.Help;

/// <summary>mistakes.md shows what a user reads of every error, or says why it is not shown there.</summary>
public sealed class MistakePageTests
{
    private static readonly string Page =
        Path.Combine(ModuleHost.RepositoryRoot, "tests", "MeshFederation.Module.Tests", "mistakes.md");

    [Fact]
    public void Every_error_is_shown_or_said_not_to_be()
    {
        using var session = new PageSession();
        var shown = PageScript.Read(Page).Steps().SelectMany(session.ErrorsOf).Distinct(StringComparer.Ordinal).ToList();
        var listed = File.ReadLines(Page).Where(line => line.StartsWith("| `Mesh", StringComparison.Ordinal))
            .Select(line => line.Split('`')[1]).ToList();
        Assert.Equal("", string.Join('\n', ErrorPageTests.Ids().Except(shown).Except(listed, StringComparer.Ordinal)));
        Assert.Equal("", string.Join('\n', listed.Intersect(shown, StringComparer.Ordinal)));
        Assert.Equal("", string.Join('\n', listed.Except(ErrorPageTests.Ids(), StringComparer.Ordinal)));
        Assert.Equal(listed.Order(StringComparer.Ordinal), listed);
    }
}
