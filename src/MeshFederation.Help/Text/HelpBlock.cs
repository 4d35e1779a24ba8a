namespace MeshFederation.Help.Text;

/// <summary>A piece of text that stands for itself: a paragraph, a list, code, a table.</summary>
/// <param name="Line">The line in the page, from 1.</param>
public abstract record HelpBlock(int Line);
