namespace MeshFederation.Model.Objects;

/// <summary>Where an object was read from.</summary>
/// <param name="File">The path of the file.</param>
/// <param name="Line">The line where the object begins, from 1.</param>
public sealed record ManifestSource(string File, int Line)
{
    /// <summary>
    /// The line of an entry of a map or a list of the object, from 1; null when it is not known. The map or list is meant by reference;
    /// the number is the entry's place in it, or -1 for the map or list itself.
    /// </summary>
    public Func<object, int, int?> LineOf { get; init; } = static (_, _) => null;
}
