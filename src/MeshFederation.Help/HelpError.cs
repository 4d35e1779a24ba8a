using System.Globalization;

namespace MeshFederation.Help;

/// <summary>What is wrong in a page.</summary>
/// <param name="Path">The page's file.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Code">One of <see cref="HelpErrorCode"/>.</param>
/// <param name="Message">What is wrong and how to mend it.</param>
public sealed record HelpError(string Path, int Line, string Code, string Message)
{
    /// <summary>The error in the form that MSBuild recognises in the output of a tool.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Path}({Line}): error {Code}: {Message}");
}
