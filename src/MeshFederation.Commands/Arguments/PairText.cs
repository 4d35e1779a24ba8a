using System.Collections;
using MeshFederation.Model.Errors;

namespace MeshFederation.Commands.Arguments;

/// <summary>Reads what may be typed in the place of a hashtable: <c>key=value,key=value</c>, or a list of such pairs.</summary>
internal static class PairText
{
    /// <summary>Key and value of one pair; null when it is none.</summary>
    public static (string Key, string Value)? Of(string pair) =>
        pair.Split('=', 2, StringSplitOptions.TrimEntries) is [{ Length: > 0 } key, var value] ? (key, value) : null;

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
