using MeshFederation.Model.Text;

namespace MeshFederation.Model.Plans;

/// <summary>A field that another manager set, by what server-side apply records of it.</summary>
public sealed record FieldOwner(string Path, string Manager)
{
    /// <summary>The field, as <c>spec.http</c>.</summary>
    public string Path { get; internal init => field = ShownText.Of(value); } = ShownText.Of(Path);

    /// <summary>The manager, as <c>kubectl-edit</c>.</summary>
    public string Manager { get; internal init => field = ShownText.Of(value); } = ShownText.Of(Manager);

    /// <summary>The field and its manager.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Path} ({Manager})";
}
