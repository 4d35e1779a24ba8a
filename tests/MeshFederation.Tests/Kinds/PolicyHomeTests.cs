using System.Text.RegularExpressions;
using MeshFederation.Istio.Declarations.Policies;

namespace MeshFederation.Tests.Kinds;

/// <summary>
/// What a policy is stands in its record, its cmdlet and the folders of its name; each layer that reads or writes it has it in one line of
/// one list. Nothing else knows a policy by its name, so a new one edits nothing else.
/// </summary>
public sealed partial class PolicyHomeTests
{
    private static readonly string Root = Path.Combine(RepositoryPaths.Root, "src");

    private static readonly string[] Lists =
    [
        "MeshFederation.Istio/Declarations/Policies/PolicyKinds.cs",
        "MeshFederation.Planning/Policies/DestinationPolicies.cs",
        "MeshFederation.Planning/Policies/Routes/RoutePolicies.cs",
    ];

    [Fact]
    public void No_policy_is_known_by_its_name_outside_its_homes()
    {
        var names = Homes().SelectMany(Declared).Where(IsOfList).Concat(Records).ToHashSet(StringComparer.Ordinal);
        var found = Sources().Where(file => !IsHome(file) && !Lists.Contains(Relative(file), StringComparer.Ordinal))
            .SelectMany(file => Named(file, names)).ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [Fact]
    public void A_list_has_a_policy_in_one_line()
    {
        foreach (var list in Lists)
        {
            var folder = Path.GetDirectoryName(list)!.Replace('\\', '/') + "/";
            var kinds = Homes().Where(file => Relative(file).StartsWith(folder, StringComparison.Ordinal)
                && Relative(file)[folder.Length..].Count(sign => sign == '/') == 1)
                .SelectMany(Declared).Where(IsOfList).ToHashSet(StringComparer.Ordinal);
            var lines = Named(Path.Combine(Root, list), kinds).ToList();
            Assert.NotEmpty(lines);
            Assert.Equal(lines.Distinct(StringComparer.Ordinal).Count(), lines.Count);
            Assert.All(lines, line => Assert.Contains("new", line, StringComparison.Ordinal));
        }

        Assert.Equal(PolicyKinds.All.Length, Named(Path.Combine(Root, Lists[0]), Kinds()).Count());
    }

    [Fact]
    public void A_policy_has_a_record_a_cmdlet_a_page_and_a_folder_of_its_own() => Assert.All(PolicyKinds.All, kind =>
    {
        var noun = Noun(kind);
        Assert.Equal("Set-Mesh" + noun, kind.Cmdlet);
        Assert.Single(Sources(), file => Relative(file) == $"MeshFederation.Model/Policies/Mesh{noun}.cs");
        Assert.Single(Sources(), file => Relative(file) == $"MeshFederation.Commands/Policies/SetMesh{noun}Command.cs");
        Assert.Single(Sources(), file => Relative(file) == $"MeshFederation.Istio/Declarations/Policies/{noun}/{noun}Kind.cs");
        Assert.Contains(Homes(), file => Relative(file).Contains($"Planning/Policies/{noun}/", StringComparison.Ordinal)
            || Relative(file).Contains($"Planning/Policies/Routes/{noun}/", StringComparison.Ordinal));
        Assert.True(File.Exists(Path.Combine(RepositoryPaths.Root, "docs", "en-US", kind.Cmdlet + ".md")));
    });

    [Fact]
    public void The_search_finds_what_is_in_the_homes() => Assert.NotEmpty(
        Named(Homes().First(file => file.EndsWith("MirrorWriter.cs", StringComparison.Ordinal)), new HashSet<string> { "MeshMirror" }));

    /// <summary>What reads or writes a policy; what only helps it may help others.</summary>
    private static bool IsOfList(string type) => type.EndsWith("Kind", StringComparison.Ordinal)
        || type.EndsWith("Writer", StringComparison.Ordinal) || type.EndsWith("Policy", StringComparison.Ordinal);

    private static IEnumerable<string> Records => PolicyKinds.All.Select(kind => "Mesh" + Noun(kind));

    private static string Noun(PolicyKind kind) => char.ToUpperInvariant(kind.Kind[0]) + kind.Kind[1..];

    private static HashSet<string> Kinds() => PolicyKinds.All.Select(kind => Noun(kind) + "Kind").ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<string> Homes() => Sources().Where(file => IsInFolder(Relative(file)));

    private static bool IsHome(string file) => IsInFolder(Relative(file))
        || Records.Any(name => Relative(file) == $"MeshFederation.Model/Policies/{name}.cs");

    private static bool IsInFolder(string path) => path.Split('/') is ["MeshFederation.Istio", "Declarations", "Policies", _, _]
        or ["MeshFederation.Planning", "Policies", not "Routes", _] or ["MeshFederation.Planning", "Policies", "Routes", _, _];

    private static string Relative(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');

    private static IEnumerable<string> Sources() => Directory.EnumerateFiles(Root, "*.cs", SearchOption.AllDirectories)
        .Where(file => !Relative(file).Contains("/obj/", StringComparison.Ordinal));

    private static IEnumerable<string> Declared(string file) => Code(file).SelectMany(line => Type().Matches(line.Text))
        .Select(match => match.Groups["name"].Value);

    private static IEnumerable<string> Named(string file, IReadOnlySet<string> names) =>
        from line in Code(file)
        from Match match in Word().Matches(line.Text)
        where names.Contains(match.Value)
        select $"{Relative(file)}:{line.Number} {line.Text}";

    /// <summary>The lines without comments, texts and usings.</summary>
    private static IEnumerable<(int Number, string Text)> Code(string file) => File.ReadLines(file).Index()
        .Select(line => (line.Index + 1, Quoted().Replace(line.Item.Trim(), "\"\"")))
        .Where(line => !line.Item2.StartsWith("//", StringComparison.Ordinal) && !line.Item2.StartsWith("using ", StringComparison.Ordinal)
            && !line.Item2.StartsWith("namespace ", StringComparison.Ordinal));

    [GeneratedRegex(@"\b(class|record|enum) (?<name>[A-Za-z]+)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Type();

    [GeneratedRegex("[A-Za-z]+", RegexOptions.NonBacktracking)]
    private static partial Regex Word();

    [GeneratedRegex("\"[^\"]*\"", RegexOptions.NonBacktracking)]
    private static partial Regex Quoted();
}
