namespace MeshFederation.Model.Errors;

/// <summary>Errors about parameters that take one of several words.</summary>
public static class ChoiceErrors
{
    /// <summary>The error for another word.</summary>
    /// <param name="parameter">The parameter's name.</param>
    /// <param name="text">What was given.</param>
    /// <param name="known">The words.</param>
    /// <returns>The error.</returns>
    public static MeshException Unknown(string parameter, string text, IReadOnlyList<string> known) => new(
        MeshErrorId.ChoiceInvalid,
        MeshErrorKind.InvalidArgument,
        $"'{text}' is no value of -{parameter}.",
        $"Use one of {string.Join(", ", known)}, or leave it out.",
        text);

    /// <summary>The error for the name of a file.</summary>
    /// <param name="parameter">The parameter's name.</param>
    /// <param name="text">What was given.</param>
    /// <param name="other">The parameter that takes files.</param>
    /// <returns>The error.</returns>
    public static MeshException IsFile(string parameter, string text, string other) => new(
        MeshErrorId.ChoiceInvalid,
        MeshErrorKind.InvalidArgument,
        $"'{text}' is no value of -{parameter}, and looks like a file.",
        $"Name the file by -{other}, whose ending says the {parameter.ToLowerInvariant()}: -{other} {ShellWord.Of(text)}.",
        text);
}
