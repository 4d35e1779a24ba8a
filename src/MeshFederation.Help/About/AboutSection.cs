using MeshFederation.Help.Text;

namespace MeshFederation.Help.About;

/// <summary>A section of an about topic.</summary>
/// <param name="Title">The heading as the page has it.</param>
/// <param name="Level">2 for a section, 3 and more for one within another.</param>
/// <param name="Blocks">The text before the next heading.</param>
public sealed record AboutSection(string Title, int Level, IReadOnlyList<HelpBlock> Blocks);
