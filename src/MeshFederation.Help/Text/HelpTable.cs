namespace MeshFederation.Help.Text;

/// <summary>A table.</summary>
/// <param name="Rows">The rows of cells, the header first; all rows are equally long.</param>
/// <param name="Line">The line in the page, from 1.</param>
public sealed record HelpTable(IReadOnlyList<IReadOnlyList<string>> Rows, int Line) : HelpBlock(Line);
