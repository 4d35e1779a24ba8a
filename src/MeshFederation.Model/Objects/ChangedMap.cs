namespace MeshFederation.Model.Objects;

/// <summary>Makes changed copies of maps.</summary>
public static class ChangedMap
{
    /// <summary>The map with another value under a key.</summary>
    /// <param name="map">The map.</param>
    /// <param name="key">The key, which keeps its place, or comes last when it is new.</param>
    /// <param name="value">The value; null takes the key away.</param>
    /// <returns>The copy.</returns>
    public static UnstructuredMap With(this UnstructuredMap map, string key, object? value) => map.Changed(key, value);
}
