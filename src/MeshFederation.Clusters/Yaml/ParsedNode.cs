namespace MeshFederation.Clusters.Yaml;

/// <summary>A value with its measures, aliases counted as what they stand for.</summary>
/// <param name="Value">The value.</param>
/// <param name="Size">How many values it holds, itself included.</param>
/// <param name="Height">How many maps and lists stand in one another, itself included; 0 for a scalar.</param>
internal readonly record struct ParsedNode(object? Value, long Size, int Height);
