namespace MeshFederation.Analysis.Checks;

/// <summary>A kind of objects that could not be read.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Why">The reason.</param>
/// <param name="Hint">What to do.</param>
public sealed record UnreadKind(string Kind, string Why, string Hint);
