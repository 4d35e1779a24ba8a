namespace MeshFederation.Module.Tests.Parameters;

/// <summary>What shows that a parameter is used: two lines whose results differ, or why they could not.</summary>
/// <param name="Set">The cmdlet and its parameter set: <c>New-MeshMatch Path</c>.</param>
/// <param name="Without">The line without it.</param>
/// <param name="With">The line with it; null where its use cannot be seen.</param>
/// <param name="Parameter">The parameters that only the second line has.</param>
internal sealed record UseRow(string Set, string Without, string? With, IReadOnlyList<string> Parameter)
{
    private static string Table =>
        Path.Combine(ModuleHost.RepositoryRoot, "tests", "MeshFederation.Module.Tests", "Parameters", "uses.txt");

    public static IEnumerable<UseRow> Read()
    {
        var (set, line) = ("", "");
        foreach (var text in File.ReadLines(Table))
        {
            if (text.Length == 0 || text[0] == '#') continue;
            if (text.StartsWith("== ", StringComparison.Ordinal)) (set, line) = (text[3..], "");
            else if (line.Length == 0) line = text;
            else if (text.Split(" ~ ") is [var unseen, _]) yield return new(set, line, null, Names(unseen));
            else if (text.Split(" => ") is [var without, var with])
                yield return new(set, without, with, [.. Given(with).Except(Given(without)).Select(given => given.Name)]);
            else yield return new(set, line, $"{line} {text}", Names(text));
        }
    }

    private static List<string> Names(string line) => [.. Given(line).Select(given => given.Name)];

    /// <summary>The parameters of a line, each with the word behind it.</summary>
    private static IEnumerable<(string Name, string Value)> Given(string line)
    {
        var words = line.Split(' ');
        return words.Zip(words.Skip(1).Append(""))
            .Where(pair => pair.First is ['-', >= 'A' and <= 'Z', ..])
            .Select(pair => (string.Concat(pair.First.Skip(1).TakeWhile(char.IsLetterOrDigit)), pair.Second));
    }
}
