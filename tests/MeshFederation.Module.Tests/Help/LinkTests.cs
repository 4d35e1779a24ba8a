using System.Text.RegularExpressions;

namespace MeshFederation.Module.Tests.Help;

/// <summary>What documents link to is there.</summary>
public sealed partial class LinkTests
{
    [Fact]
    public void Every_relative_link_leads_to_a_file() => Assert.Empty(
        from path in Documents()
        from match in Link().Matches(File.ReadAllText(path))
        let target = match.Groups["target"].Value.Split('#')[0]
        where target.Length > 0 && !target.Contains("://", StringComparison.Ordinal)
        where !Path.Exists(Path.Combine(Path.GetDirectoryName(path)!, target))
        select $"{Path.GetRelativePath(ModuleHost.RepositoryRoot, path)} links to {target}");

    private static IEnumerable<string> Documents() =>
        Directory.GetFiles(ModuleHost.RepositoryRoot, "*.md")
            .Concat(Directory.GetFiles(Path.Combine(ModuleHost.RepositoryRoot, "docs"), "*.md", SearchOption.AllDirectories));

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Link();
}
