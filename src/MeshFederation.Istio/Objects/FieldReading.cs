using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Objects;

/// <summary>Reads fields of objects that may be of any type: what is not of the type asked for is not there.</summary>
internal static class FieldReading
{
    /// <summary>Whether a field is there and not null.</summary>
    public static bool Has(this UnstructuredMap map, string key) => map.TryGetValue(key, out var value) && value is not null;

    /// <summary>Whether a field is there and says something: not null, not the empty text, list or map.</summary>
    public static bool Says(this UnstructuredMap map, string key) => map.TryGetValue(key, out var value) && value switch
    {
        null => false,
        string text => text.Length > 0,
        UnstructuredList list => list.Count > 0,
        UnstructuredMap inner => inner.Count > 0,
        _ => true,
    };

    /// <summary>The number under a key, whole or not.</summary>
    public static double? Real(this UnstructuredMap map, string key) => map.TryGetValue(key, out var value) ? value switch
    {
        long whole => whole,
        double number => number,
        _ => null,
    } : null;

    /// <summary>Whether a field is <c>true</c>.</summary>
    public static bool IsTrue(this UnstructuredMap map, string key) => map.TryGetValue(key, out var value) && value is true;

    /// <summary>The texts of the list under a key, with their places.</summary>
    public static FieldTexts Texts(this UnstructuredMap map, string key) => new(map.List(key));

    /// <summary>The entries of the map under a key that are texts.</summary>
    public static FieldTextEntries TextEntries(this UnstructuredMap map, string key) => new(map.Map(key) ?? UnstructuredMap.Empty);
}
