using System.Collections;
using System.Management.Automation;
using MeshFederation.Model.Errors;

namespace MeshFederation.Commands.Arguments;

/// <summary>Reads what may be typed in the place of a hashtable: <c>key=value,key=value</c>, or a list of such pairs.</summary>
internal static class PairText
{
    /// <summary>Key and value of one pair; null when it is none.</summary>
    public static (string Key, string Value)? Of(string pair) =>
        pair.Split('=', 2, StringSplitOptions.TrimEntries) is [{ Length: > 0 } key, var value] ? (key, value) : null;

    /// <summary>The entries of a hashtable, or of an object as ConvertFrom-Json gives it; null for anything else.</summary>
    public static IDictionary? Map(object? value)
    {
        if (value is not PSObject { BaseObject: PSCustomObject } custom) return value as IDictionary;
        var map = new Hashtable(StringComparer.Ordinal);
        foreach (var property in custom.Properties) map[property.Name] = property.Value;
        return map;
    }

    /// <summary>The pairs of a text or of a list of texts; null for anything else.</summary>
    /// <param name="value">The value.</param>
    /// <param name="invalid">Makes the error for a reason.</param>
    public static Hashtable? Read(object? value, Func<string, MeshException> invalid)
    {
        var items = value switch
        {
            string text => text.Split(','),
            IEnumerable many and not IDictionary => many.Cast<object?>().Select(ArgumentMap.Text),
            _ => null,
        };
        if (items is null) return null;
        var map = new Hashtable(StringComparer.Ordinal);
        foreach (var item in items)
        {
            var (key, text) = Of(item) ?? throw invalid($"'{item.Trim()}' is not key=value");
            if (map.ContainsKey(key)) throw invalid($"'{key}' comes twice");
            map.Add(key, text);
        }

        return map;
    }
}
