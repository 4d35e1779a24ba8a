namespace MeshFederation.Planning.Export;

/// <summary>A file of an export.</summary>
/// <param name="RelativePath">The path below the export's directory, parts joined by <c>/</c>.</param>
/// <param name="Cluster">The cluster whose objects it holds.</param>
/// <param name="Federation">The federation whose objects it holds.</param>
/// <param name="Text">The YAML.</param>
public sealed record ExportFile(string RelativePath, string Cluster, string Federation, string Text);
