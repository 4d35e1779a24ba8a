namespace MeshFederation.Help.Text;

/// <summary>A list.</summary>
/// <param name="IsOrdered">Whether its items are numbered, from 1.</param>
/// <param name="IsLoose">Whether empty lines stand between the items.</param>
/// <param name="Items">The items, each of one or more blocks.</param>
/// <param name="Line">The line in the page, from 1.</param>
public sealed record HelpList(bool IsOrdered, bool IsLoose, IReadOnlyList<IReadOnlyList<HelpBlock>> Items, int Line) : HelpBlock(Line);
