namespace MeshFederation.Model.Objects;

/// <summary>A key that a map of a file has more than once; the last of its values counts, as it does for kubectl.</summary>
/// <param name="Key">The key.</param>
/// <param name="Line">The line of the value that counts, from 1.</param>
public sealed record RepeatedKey(string Key, int Line);
