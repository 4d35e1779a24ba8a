using MeshFederation.Model.Objects;
using MeshFederation.Model.Text;
using MeshFederation.Model.Yaml;

namespace MeshFederation.Model.Plans;

/// <summary>A field in which an object of a cluster differs from what is wanted.</summary>
public sealed record FieldDifference(string Path, object? Before, object? After)
{
    /// <summary>The field, as <c>spec.http[0].route[1].weight</c>.</summary>
    public string Path { get; internal init => field = ShownText.Of(value); } = ShownText.Of(Path);

    /// <summary>What is there; null when the field is not.</summary>
    public object? Before { get; internal init; } = Before;

    /// <summary>What is wanted; null when the field goes.</summary>
    public object? After { get; internal init; } = After;

    /// <summary>The difference in one line, as <c>spec.http[0].route[0].weight: 75 → 50</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Path}: {InlineYaml.Write(Before)} → {InlineYaml.Write(After)}";

    /// <inheritdoc />
    public bool Equals(FieldDifference? other) => other is not null && Path == other.Path
        && UnstructuredEquality.AreEqual(Before, other.Before) && UnstructuredEquality.AreEqual(After, other.After);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Path, UnstructuredEquality.HashOf(Before), UnstructuredEquality.HashOf(After));
}
