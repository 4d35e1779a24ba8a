namespace MeshFederation.Shell.Arguments;

/// <summary>The command line, read.</summary>
internal sealed record ShellArguments
{
    public required ShellAction Action { get; init; }

    /// <summary>The script's path, or the text of the command.</summary>
    public string Text { get; init; } = "";

    /// <summary>What the script is given.</summary>
    public IReadOnlyList<string> ScriptArguments { get; init; } = [];

    /// <summary>Whether nothing may be asked, terminal or not.</summary>
    public bool NonInteractive { get; init; }

    /// <summary>Where the script starts; null for the current directory.</summary>
    public string? WorkingDirectory { get; init; }
}
