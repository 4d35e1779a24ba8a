using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Api;

/// <summary>
/// Gives the same map for the same JSON, as long as no other has taken its place; each thread has its own. Which fields a manager owns is
/// the same of all objects of a kind that it writes alike, and is a third of what a server says of them.
/// </summary>
internal sealed class SharedMaps
{
    private const int Longest = 4096;
    private const int Places = 64;

    [ThreadStatic]
    private static SharedMaps? Mine;

    private readonly (byte[] Json, UnstructuredMap Map)?[] _maps = new (byte[], UnstructuredMap)?[Places];

    public static SharedMaps OfThread => Mine ??= new();

    /// <summary>The map of a JSON object; null when it is not known.</summary>
    public UnstructuredMap? Find(ReadOnlySpan<byte> json) =>
        _maps[Place(json)] is { } found && json.SequenceEqual(found.Json) ? found.Map : null;

    /// <summary>Keeps the map of a JSON object, unless that is long.</summary>
    public void Keep(ReadOnlySpan<byte> json, UnstructuredMap map)
    {
        if (json.Length <= Longest) _maps[Place(json)] = (json.ToArray(), map);
    }

    private static int Place(ReadOnlySpan<byte> json)
    {
        var hash = default(HashCode);
        hash.AddBytes(json);
        return (int)((uint)hash.ToHashCode() % Places);
    }
}
