namespace MeshFederation.Model.Plans;

/// <summary>A field that another manager set, by what server-side apply records of it.</summary>
/// <param name="Path">The field, as <c>spec.http</c>.</param>
/// <param name="Manager">The manager, as <c>kubectl-edit</c>.</param>
public sealed record FieldOwner(string Path, string Manager)
{
    /// <summary>The field and its manager.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Path} ({Manager})";
}
