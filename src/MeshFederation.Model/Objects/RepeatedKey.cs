namespace MeshFederation.Model.Objects;

/// <summary>A key that a map of a file has more than once; the last of its values counts, as it does for kubectl.</summary>
public sealed record RepeatedKey(string Key, int Line)
{
    /// <summary>The key.</summary>
    public string Key { get; internal init; } = Key;

    /// <summary>The line of the value that counts, from 1.</summary>
    public int Line { get; internal init; } = Line;
}
