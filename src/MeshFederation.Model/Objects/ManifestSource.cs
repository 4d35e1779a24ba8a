using MeshFederation.Model.Collections;

namespace MeshFederation.Model.Objects;

/// <summary>Where an object was read from.</summary>
public sealed record ManifestSource(string File, int Line)
{
    /// <summary>The path of the file.</summary>
    public string File { get; internal init; } = File;

    /// <summary>The line where the object begins, from 1.</summary>
    public int Line { get; internal init; } = Line;

    /// <summary>The keys that come more than once in a map of the object, in the order of their lines.</summary>
    public ValueList<RepeatedKey> RepeatedKey { get; internal init; } = [];

    /// <summary>
    /// The line of an entry of a map or a list of the object, from 1; null when it is not known. The map or list is meant by reference;
    /// the number is the entry's place in it, or -1 for the map or list itself.
    /// </summary>
    public Func<object, int, int?> LineOf { get; internal init; } = static (_, _) => null;
}
