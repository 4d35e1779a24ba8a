using MeshFederation.Clusters.Yaml;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Yaml;

namespace MeshFederation.Clusters.Identity.Trust;

/// <summary>
/// Changes one list of a mesh configuration as it stands in its ConfigMap: the lines of that field alone, so that comments and order of all
/// else stay. What comes out is read again, and must say the same but for the field.
/// </summary>
internal static class MeshConfigText
{
    /// <summary>The text with another value of a field; null when the text is laid out so that its lines cannot be exchanged.</summary>
    public static string? With(string text, string field, UnstructuredList value)
    {
        var (before, place) = (Read(text, "the mesh configuration"), $"the mesh configuration with {field}");
        if (before is null) return null;
        var lines = text.ReplaceLineEndings("\n").Split('\n').ToList();
        if (lines[^1].Length == 0) lines.RemoveAt(lines.Count - 1);
        var start = lines.FindIndex(line => IsOf(line, field));
        if (start < 0 && before.ContainsKey(field)) return null;
        var end = start < 0 ? lines.Count : start + 1;
        while (end < lines.Count && start >= 0 && IsWithin(lines[end])) end++;
        var written = value.Count == 0 ? [] : YamlWriter.Write(UnstructuredMap.Of((field, value))).TrimEnd('\n').Split('\n');
        var result = string.Join('\n', [.. lines[..(start < 0 ? end : start)], .. written, .. lines[end..], ""]);
        var wanted = UnstructuredMap.Of(
            [.. before.Where(entry => entry.Key != field).Select(entry => (entry.Key, entry.Value)),
                (field, value.Count == 0 ? null : value)]);
        return Read(result, place) is { } after && WithoutNulls(after) == WithoutNulls(wanted) ? result : null;
    }

    /// <summary>A configuration; null when it is not YAML of one map.</summary>
    public static UnstructuredMap? Read(string text, string place)
    {
        try
        {
            return DocumentStream.Read(text, place) switch
            {
                [] => UnstructuredMap.Empty,
                [var only] => only.Document.Content,
                _ => null,
            };
        }
        catch (MeshException)
        {
            return null;
        }
    }

    private static bool IsOf(string line, string field) =>
        line.StartsWith(field, StringComparison.Ordinal) && line[field.Length..].TrimStart().StartsWith(':');

    /// <summary>Lists may stand below their key without being indented.</summary>
    private static bool IsWithin(string line) => line.Length == 0 || line[0] is ' ' or '-' or '\t';

    private static UnstructuredMap WithoutNulls(UnstructuredMap map) =>
        UnstructuredMap.Of([.. map.Select(entry => (entry.Key, entry.Value))]);
}
