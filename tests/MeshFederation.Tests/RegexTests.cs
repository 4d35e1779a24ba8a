using System.Text.RegularExpressions;

namespace MeshFederation.Tests;

/// <summary>Regular expressions take a time that the text bounds, so none needs a clock, which a loaded machine would make lie.</summary>
public sealed partial class RegexTests
{
    private static readonly string[] Folders = ["src", "tests", "bench"];

    [Fact]
    public void Every_expression_is_matched_without_backtracking() =>
        Assert.Empty(Uses().Where(use => !use.Text.Contains("NonBacktracking", StringComparison.Ordinal)
            && !use.Text.Contains(" Options)", StringComparison.Ordinal)).Select(use => use.Place));

    [Fact]
    public void No_expression_has_a_time_out() => Assert.Empty(Uses().Where(use => use.Text.Contains("TimeSpan", StringComparison.Ordinal)
        || use.Text.Contains("MatchTimeout", StringComparison.Ordinal) || NumberAtTheEnd().IsMatch(use.Text)).Select(use => use.Place));

    [Theory]
    [InlineData("x = new Regex(a);", true)]
    [InlineData("return Regex.IsMatch(a, b);", true)]
    [InlineData("[GeneratedRegex(\"a\", RegexOptions.None, 1000)]", true)]
    [InlineData("Regex.Escape(a)", false)]
    public void The_test_itself_sees_them(string line, bool isUse) => Assert.Equal(isUse, Begin().IsMatch(line));

    private static IEnumerable<(string Place, string Text)> Uses() =>
        from folder in Folders
        from file in Directory.EnumerateFiles(Path.Combine(RepositoryPaths.Root, folder), "*.cs", SearchOption.AllDirectories)
        where !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            && Path.GetFileName(file) != "RegexTests.cs"
        let text = File.ReadAllText(file)
        from begin in Begin().Matches(text)
        let line = text.AsSpan(0, begin.Index).Count('\n') + 1
        let end = End().Match(text, begin.Index)
        select ($"{Path.GetRelativePath(RepositoryPaths.Root, file)}:{line}",
            text[begin.Index..(end.Success ? end.Index + end.Length : text.Length)]);

    /// <summary>Where an expression is made.</summary>
    [GeneratedRegex(
        @"new Regex\(|Regex \w+ = "
        + @"new\(|\[GeneratedRegex\(|\bRegex\.(IsMatch|Match|Matches|Replace|Split|Count|EnumerateMatches|EnumerateSplits)\(",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Begin();

    [GeneratedRegex(@"partial Regex|;\r?\n", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex End();

    [GeneratedRegex(@",\s*[0-9_]+\s*\)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex NumberAtTheEnd();
}
