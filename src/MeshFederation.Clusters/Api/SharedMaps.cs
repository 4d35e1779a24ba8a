namespace MeshFederation.Clusters.Api;

/// <summary>
/// Gives the same map or list for the same JSON, as long as no other has taken its place; each thread has its own. Which fields a manager
/// owns is the same of all objects of a kind that it writes alike, and is a third of what a server says of them.
/// </summary>
internal sealed class SharedMaps
{
    private const int Longest = 4096;
    private const int Places = 256;

    [ThreadStatic]
    private static SharedMaps? Mine;

    private readonly (byte[] Json, object Value)?[] _values = new (byte[], object)?[Places];

    public static SharedMaps OfThread => Mine ??= new();

    /// <summary>The value of a piece of JSON; null when it is not known.</summary>
    public object? Find(ReadOnlySpan<byte> json) =>
        _values[Place(json)] is { } found && json.SequenceEqual(found.Json) ? found.Value : null;

    /// <summary>Keeps the value of a piece of JSON, unless that is long.</summary>
    public void Keep(ReadOnlySpan<byte> json, object value)
    {
        if (json.Length <= Longest) _values[Place(json)] = (json.ToArray(), value);
    }

    private static int Place(ReadOnlySpan<byte> json)
    {
        var hash = default(HashCode);
        hash.AddBytes(json);
        return (int)((uint)hash.ToHashCode() % Places);
    }
}
