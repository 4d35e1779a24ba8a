namespace MeshFederation.Help.Text;

/// <summary>Text whose lines and spaces are kept: code, or what a command shows.</summary>
/// <param name="Language">The language named behind the fence; empty for none.</param>
/// <param name="Text">The lines, separated by <c>\n</c>.</param>
/// <param name="Line">The line in the page, from 1.</param>
public sealed record HelpCode(string Language, string Text, int Line) : HelpBlock(Line)
{
    /// <summary>Whether it is PowerShell.</summary>
    public bool IsPowerShell => Language.Equals("powershell", StringComparison.OrdinalIgnoreCase);
}
