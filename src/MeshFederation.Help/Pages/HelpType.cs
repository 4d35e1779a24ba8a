using MeshFederation.Help.Text;

namespace MeshFederation.Help.Pages;

/// <summary>A type that a cmdlet takes from the pipeline or puts into it.</summary>
/// <param name="Name">The type's name, or <c>None</c>.</param>
/// <param name="Description">What it stands for; may be empty.</param>
public sealed record HelpType(string Name, IReadOnlyList<HelpBlock> Description);
