using System.Buffers;

namespace MeshFederation.Planning.Comparison;

/// <summary>Writes paths of fields as people write them: <c>spec.http[0].weight</c>, <c>metadata.labels['example.com/team']</c>.</summary>
internal static class FieldPath
{
    private static readonly SearchValues<char> Special = SearchValues.Create(".[]'\"/ ");

    public static string Field(string path, string key)
    {
        if (key.AsSpan().IndexOfAny(Special) >= 0) return $"{path}['{key}']";
        return path.Length == 0 ? key : $"{path}.{key}";
    }

    public static string Item(string path, int index) => FormattableString.Invariant($"{path}[{index}]");

    public static string Item(string path, string name) => $"{path}[{name}]";
}
