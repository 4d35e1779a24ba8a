using System.Collections;
using System.Globalization;
using System.Management.Automation;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;

namespace MeshFederation.Commands.Arguments;

/// <summary>Reads hashtables and custom objects that stand for a value, whatever the case of their keys.</summary>
internal sealed class ArgumentMap
{
    private readonly Dictionary<string, object?> _values = new(StringComparer.OrdinalIgnoreCase);
    private readonly Func<string, MeshException> _invalid;

    private ArgumentMap(Func<string, MeshException> invalid) => _invalid = invalid;

    /// <summary>Reads a value; null when it is neither a hashtable nor a custom object.</summary>
    /// <param name="value">The value.</param>
    /// <param name="invalid">Makes the error for a reason.</param>
    /// <param name="keys">The keys that it may have.</param>
    public static ArgumentMap? Of(object? value, Func<string, MeshException> invalid, params string[] keys)
    {
        var map = new ArgumentMap(invalid);
        if (value is IDictionary dictionary)
        {
            foreach (DictionaryEntry entry in dictionary) map.Add(entry.Key.ToString()!, entry.Value, keys);
        }
        else if (value is PSObject { BaseObject: PSCustomObject } custom)
        {
            foreach (var property in custom.Properties) map.Add(property.Name, property.Value, keys);
        }
        else
        {
            return null;
        }

        return map;
    }

    /// <summary>A value as it could have been typed, for errors.</summary>
    public static string Describe(object? value) => value switch
    {
        PSObject { BaseObject: PSCustomObject } custom =>
            Describe(custom.Properties.Select<PSPropertyInfo, (string, object?)>(property => (property.Name, property.Value))),
        PSObject wrapped => Describe(wrapped.BaseObject),
        IDictionary map => Describe(map.Cast<DictionaryEntry>()
            .Select(entry => (Text(entry.Key), entry.Value))
            .OrderBy(entry => entry.Item1, StringComparer.Ordinal)),
        IEnumerable many and not string => string.Join(", ", many.Cast<object?>().Select(Describe)),
        _ => Text(value),
    };

    /// <summary>Text pairs of a hashtable, such as headers.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Texts(IDictionary dictionary) =>
        dictionary.Cast<DictionaryEntry>().Select(entry => new KeyValuePair<string, string>(Text(entry.Key), Text(entry.Value)));

    /// <summary>Labels of a hashtable.</summary>
    /// <exception cref="MeshException">A label has no value, or one that it cannot have.</exception>
    public static LabelSet LabelSet(IDictionary dictionary) => Model.Collections.LabelSet.Create(
        dictionary.Cast<DictionaryEntry>()
            .Select(entry =>
                new KeyValuePair<string, string>(Text(entry.Key), entry.Value is null ? throw NoValue(entry.Key) : Text(entry.Value))));

    /// <summary>A value as text, numbers independent of the session's culture.</summary>
    public static string Text(object? value) => value switch
    {
        PSObject wrapped => Text(wrapped.BaseObject),
        bool flag => flag ? "true" : "false",
        null => "",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    /// <summary>A value without the PSObject that PowerShell puts around it; a custom object is nothing else.</summary>
    public static object? Unwrapped(object? value) =>
        value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;

    public object? Value(string key) => Unwrapped(_values.GetValueOrDefault(key));

    public string? Text(string key) => Value(key) is { } value ? Text(value) : null;

    public string RequiredText(string key) => Text(key) is { Length: > 0 } text ? text : throw _invalid($"it has no {key}");

    public long? Number(string key)
    {
        if (Text(key) is not { } text) return null;
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw _invalid($"its {key} '{text}' is not a whole number");
    }

    public LabelSet Labels(string key) => Value(key) switch
    {
        null => Model.Collections.LabelSet.Empty,
        LabelSet labels => labels,
        var other => LabelSet(
            PairText.Map(other) ?? PairText.Read(other, why => _invalid($"in its {key} {why}"))
            ?? throw _invalid($"its {key} is neither a hashtable, as in @{{ version = 'v3' }}, nor a text as version=v3")),
    };

    private static string Describe(IEnumerable<(string Key, object? Value)> entries) =>
        $"@{{ {string.Join("; ", entries.Select(entry => $"{entry.Key} = {Describe(entry.Value)}"))} }}";

    private static MeshException NoValue(object key) => new(
        MeshErrorId.LabelInvalid,
        MeshErrorKind.InvalidArgument,
        $"The label '{key}' has no value.",
        "Check the variable that it comes from; a label without a value is written as @{ key = '' }.",
        key);

    private void Add(string key, object? value, string[] keys)
    {
        if (!keys.Contains(key, StringComparer.OrdinalIgnoreCase)) throw _invalid($"'{key}' is not one of {string.Join(", ", keys)}");
        _values[key] = value;
    }
}
