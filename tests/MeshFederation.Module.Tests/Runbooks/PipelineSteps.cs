using System.Text.RegularExpressions;

namespace MeshFederation.Module.Tests.Runbooks;

/// <summary>The scripts of the steps of a pipeline of Azure or a workflow of GitHub, by the names of the steps.</summary>
internal static partial class PipelineSteps
{
    /// <summary>In milliseconds; no file of this repository comes near.</summary>
    private const int Patience = 10_000;

    /// <summary>Reads a file of docs/runbooks; a name that comes again must have the same script.</summary>
    public static IReadOnlyDictionary<string, string> Read(string file)
    {
        var text = File.ReadAllText(Path.Combine(ModuleHost.RepositoryRoot, "docs", "runbooks", file)).ReplaceLineEndings("\n");
        var steps = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Match match in Step().Matches(text))
        {
            var script = Indent().Replace(match.Groups["script"].Value, "").Trim();
            if (!steps.TryAdd(match.Groups["name"].Value, script)) Assert.Equal(steps[match.Groups["name"].Value], script);
        }

        Assert.Equal(Script().Count(text), Step().Count(text));
        return steps;
    }

    [GeneratedRegex(
        @"- name: (?<name>[^\n]+)\n(?:(?! *- )[^\n]*\n)*? *run: \|\n(?<script>(?: {10}[^\n]*\n)+)"
        + @"|- pwsh: \|\n(?<script>(?:(?! *(?:display)?[Nn]ame: )[^\n]*\n)+)(?: *name: [^\n]+\n)? *displayName: (?<name>[^\n]+)\n",
        RegexOptions.None,
        Patience)]
    private static partial Regex Step();

    [GeneratedRegex(@"(?: run|- pwsh): ", RegexOptions.None, Patience)]
    private static partial Regex Script();

    [GeneratedRegex("^ {10,22}(?=\\S)|^ {10}", RegexOptions.Multiline, Patience)]
    private static partial Regex Indent();
}
