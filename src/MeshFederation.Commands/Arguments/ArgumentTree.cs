using System.Management.Automation;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;

namespace MeshFederation.Commands.Arguments;

/// <summary>
/// Reads hashtables and custom objects into the maps that YAML and plans are read into, so that one reader takes all three.
/// </summary>
internal static class ArgumentTree
{
    /// <summary>Reads a hashtable or custom object.</summary>
    /// <param name="value">The value.</param>
    /// <param name="invalid">Makes the error for a cause.</param>
    /// <param name="words">Keys that are meant whatever their case, as elsewhere in PowerShell.</param>
    /// <exception cref="MeshException">It holds what no object can hold.</exception>
    public static UnstructuredMap Map(object value, Func<string, MeshException> invalid, params string[] words) =>
        (UnstructuredMap)Cased(UnstructuredValue.Read(value, invalid, Unwrapped), words)!;

    private static object? Unwrapped(object? value) => value switch
    {
        PSObject { BaseObject: PSCustomObject } custom =>
            custom.Properties.ToDictionary(property => property.Name, property => property.Value, StringComparer.Ordinal),
        PSObject wrapped => wrapped.BaseObject,
        _ => value,
    };

    /// <summary>The map with its known keys written as they are known; the labels in it keep their case, which counts.</summary>
    private static object? Cased(object? value, string[] words) => value switch
    {
        UnstructuredMap map =>
            UnstructuredMap
                .Read(map.Keys.Select(key => Known(key, words)), map
                    .Select(entry => Known(entry.Key, words) == "matchLabels" ? entry.Value : Cased(entry.Value, words))),
        UnstructuredList list => UnstructuredList.From(list.Select(item => Cased(item, words))),
        _ => value,
    };

    private static string Known(string key, string[] words) =>
        Array.Find(words, word => word.Equals(key, StringComparison.OrdinalIgnoreCase)) ?? key;
}
