namespace MeshFederation.Module.Tests.Runbooks;

/// <summary>The scripts of the steps of a pipeline of Azure or a workflow of GitHub, by the names of the steps.</summary>
internal static class PipelineSteps
{
    private static readonly string[] Keys = ["run: ", "pwsh: "];

    /// <summary>Reads a file of docs/runbooks; a name that comes again must have the same script.</summary>
    public static IReadOnlyDictionary<string, string> Read(string file)
    {
        var lines = File.ReadAllLines(Path.Combine(ModuleHost.RepositoryRoot, "docs", "runbooks", file));
        var steps = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var at = 0; at < lines.Length; at++)
        {
            var (column, text) = Entry(lines[at]);
            if (!Array.Exists(Keys, key => text.StartsWith(key, StringComparison.Ordinal))) continue;
            Assert.EndsWith(": |", text, StringComparison.Ordinal);
            var script = Deeper(lines, at + 1, column).ToList();
            var name = Name(lines, at, script.Count, column);
            var whole = Unindented(script);
            if (!steps.TryAdd(name, whole)) Assert.Equal(steps[name], whole);
        }

        return steps;
    }

    /// <summary>GitHub names a step before its script, Azure behind it.</summary>
    private static string Name(string[] lines, int at, int length, int column)
    {
        var before = lines.Take(at).Reverse().TakeWhile(line => Entry(line).Column >= column || line.Trim().Length == 0);
        var behind = lines.Skip(at + 1 + length).TakeWhile(line => Entry(line).Column == column);
        return lines[at].Contains("pwsh:", StringComparison.Ordinal) ? Value(behind, "displayName: ") : Value(before, "name: ");
    }

    private static string Value(IEnumerable<string> lines, string key) =>
        lines.Select(line => Entry(line).Text).First(text => text.StartsWith(key, StringComparison.Ordinal))[key.Length..];

    private static IEnumerable<string> Deeper(string[] lines, int from, int column) =>
        lines.Skip(from).TakeWhile(line => line.Trim().Length == 0 || Entry(line, isText: true).Column > column);

    private static string Unindented(IReadOnlyList<string> script)
    {
        var indent = script.Where(line => line.Trim().Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join('\n', script.Select(line => line.Length < indent ? "" : line[indent..])).Trim();
    }

    /// <summary>What a line says, and in which column: behind the dash where it begins an item of a list.</summary>
    private static (int Column, string Text) Entry(string line, bool isText = false)
    {
        var text = line.TrimStart();
        if (!isText && text.StartsWith("- ", StringComparison.Ordinal)) text = text[2..].TrimStart();
        return (line.Length - text.Length, text);
    }
}
