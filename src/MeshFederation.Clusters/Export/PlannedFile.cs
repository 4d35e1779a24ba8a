using MeshFederation.Model.Export;

namespace MeshFederation.Clusters.Export;

/// <summary>A file of an export and what is to be done to it.</summary>
/// <param name="Change">What is to be done.</param>
/// <param name="Text">What it shall say; empty for a file to remove.</param>
public sealed record PlannedFile(MeshFileChange Change, string Text);
