using MeshFederation.Model.Objects;
using MeshFederation.Model.Yaml;

namespace MeshFederation.Analysis.Rules.VirtualServices;

/// <summary>Writes matches so that equal ones are equal texts: without their names, keys in order.</summary>
internal static class MatchText
{
    public static string Of(UnstructuredMap match) => Write(match, "name");

    /// <summary>Whether whatever meets one match's conditions, its path aside, meets the other's: each is one of these too.</summary>
    public static bool AsksLess(UnstructuredMap match, UnstructuredMap other) =>
        match.Where(entry => entry.Key is not ("uri" or "name") && entry.Value is not null)
            .All(entry => other.TryGetValue(entry.Key, out var value) && Same(entry, value));

    private static bool Same(KeyValuePair<string, object?> entry, object? value) =>
        YamlWriter.Write(UnstructuredMap.Of((entry.Key, entry.Value))) == YamlWriter.Write(UnstructuredMap.Of((entry.Key, value)));

    private static string Write(UnstructuredMap match, params string[] except) =>
        YamlWriter.Write(UnstructuredMap.Of([.. match.Where(entry => !except.Contains(entry.Key, StringComparer.Ordinal))
            .OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => (entry.Key, entry.Value))]));
}
