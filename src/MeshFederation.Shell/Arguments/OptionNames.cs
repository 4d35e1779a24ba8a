namespace MeshFederation.Shell.Arguments;

/// <summary>The options and how short they may be: those that pwsh has are as short as there.</summary>
internal static class OptionNames
{
    private static readonly (string Name, string Shortest)[] Options =
    [
        ("file", "f"),
        ("command", "c"),
        ("help", "h"),
        ("version", "v"),
        ("noninteractive", "noni"),
        ("noprofile", "nop"),
        ("nologo", "nol"),
        ("workingdirectory", "wo"),
        ("executionpolicy", "ex"),
    ];

    /// <summary>The full name of the option that a word means; null when there is none.</summary>
    public static string? Find(string word)
    {
        var key = word.TrimStart('-').ToLowerInvariant();
        return key switch
        {
            "?" or "/?" => "help",
            "wd" => "workingdirectory",
            "ep" => "executionpolicy",
            _ => Options.FirstOrDefault(option => option.Name.StartsWith(key, StringComparison.Ordinal) && key.StartsWith(option.Shortest, StringComparison.Ordinal)).Name,
        };
    }
}
