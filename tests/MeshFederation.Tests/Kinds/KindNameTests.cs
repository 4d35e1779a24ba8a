using System.Text.RegularExpressions;
using MeshFederation.Planning.Kinds;

namespace MeshFederation.Tests.Kinds;

/// <summary>
/// Where a kind is asked for by its name: only in its own folder, where Istio's facts are, in what decides routing, and in rules about it.
/// </summary>
public sealed partial class KindNameTests
{
    private static readonly string[] Homes =
        ["MeshFederation.Planning/Kinds/", "MeshFederation.Istio/", "MeshFederation.Routing/", "MeshFederation.Analysis/Rules/"];

    /// <summary>Services are also what federations are about, so their name is no sign of it.</summary>
    [Fact]
    public void Nothing_else_has_a_kind_by_its_name()
    {
        var names = ObjectKinds.All.Where(kind => kind.Type.Group.Length > 0).Select(kind => kind.Name).ToHashSet(StringComparer.Ordinal);
        var found = Sources().SelectMany(file => Literals(file, names)).ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [Fact]
    public void The_search_finds_what_is_in_the_homes()
    {
        var home = Path.Combine(RepositoryPaths.Root, "src", "MeshFederation.Istio", "Objects", "ReadKind.cs");
        Assert.NotEmpty(Literals(home, new HashSet<string>(StringComparer.Ordinal) { "VirtualService" }));
    }

    private static IEnumerable<string> Sources()
    {
        var root = Path.Combine(RepositoryPaths.Root, "src");
        return Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Where(file => Path.GetRelativePath(root, file).Replace('\\', '/') is var path
                && !path.Contains("/obj/", StringComparison.Ordinal)
                && !Array.Exists(Homes, home => path.StartsWith(home, StringComparison.Ordinal)));
    }

    /// <summary>"Gateway" is a parameter's name in Commands and a category of checks, too; as a kind it is compared or looked up.</summary>
    private static IEnumerable<string> Literals(string file, IReadOnlySet<string> names) =>
        from line in File.ReadLines(file).Index()
        let text = line.Item.TrimStart()
        where !text.StartsWith("///", StringComparison.Ordinal) && !text.StartsWith("//", StringComparison.Ordinal)
        from Match match in Literal().Matches(text)
        where names.Contains(match.Groups["name"].Value)
            && (match.Groups["name"].Value != "Gateway" || text.Contains("ind", StringComparison.Ordinal))
        select $"{Path.GetFileName(file)}:{line.Index + 1} {text}";

    [GeneratedRegex("\"(?<name>[A-Za-z]+)\"", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Literal();
}
