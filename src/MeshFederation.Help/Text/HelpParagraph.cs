namespace MeshFederation.Help.Text;

/// <summary>A paragraph.</summary>
/// <param name="Text">Plain text; <c>\n</c> only where the page breaks the line on purpose.</param>
/// <param name="Line">The line in the page, from 1.</param>
public sealed record HelpParagraph(string Text, int Line) : HelpBlock(Line);
