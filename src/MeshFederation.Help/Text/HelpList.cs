namespace MeshFederation.Help.Text;

/// <summary>A list.</summary>
/// <param name="IsOrdered">Whether its items are numbered, from 1.</param>
/// <param name="Items">The items, each of one or more blocks.</param>
/// <param name="Line">The line in the page, from 1.</param>
public sealed record HelpList(bool IsOrdered, IReadOnlyList<IReadOnlyList<HelpBlock>> Items, int Line) : HelpBlock(Line)
{
    /// <summary>Whether every item is a single paragraph.</summary>
    public bool IsFlat => Items.All(item => item is [HelpParagraph]);
}
