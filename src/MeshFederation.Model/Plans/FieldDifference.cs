using MeshFederation.Model.Yaml;

namespace MeshFederation.Model.Plans;

/// <summary>A field in which an object of a cluster differs from what is wanted.</summary>
/// <param name="Path">The field, as <c>spec.http[0].route[1].weight</c>.</param>
/// <param name="Before">What is there; null when the field is not.</param>
/// <param name="After">What is wanted; null when the field goes.</param>
public sealed record FieldDifference(string Path, object? Before, object? After)
{
    /// <summary>The difference in one line, as <c>spec.http[0].route[0].weight: 75 → 50</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Path}: {InlineYaml.Write(Before)} → {InlineYaml.Write(After)}";
}
