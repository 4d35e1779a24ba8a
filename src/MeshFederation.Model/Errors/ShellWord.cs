namespace MeshFederation.Model.Errors;

/// <summary>Writes names into the commands of messages, so that these can be pasted into a shell whatever characters a name has.</summary>
public static class ShellWord
{
    private static readonly System.Buffers.SearchValues<char> Plain =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./:+=%");

    /// <summary>A name as one word of a command: in single quotes where it needs them.</summary>
    /// <param name="name">The name, as that of a context.</param>
    /// <returns>The word, as PowerShell and other shells read it.</returns>
    public static string Of(string name) =>
        name.Length > 0 && !name.AsSpan().ContainsAnyExcept(Plain) ? name : $"'{name.Replace("'", "''", StringComparison.Ordinal)}'";
}
