using System.Globalization;
using MeshFederation.Model.Names;
using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Schemas;

/// <summary>Holds one value against a schema, without what is inside of it.</summary>
internal static class SchemaCheck
{
    private const int LongestQuoted = 40;

    /// <summary>Why a value is not what its field may hold, in one sentence; null when it is.</summary>
    public static string? Fault(object? value, FieldSchema schema) => schema.Type switch
    {
        FieldType.Text => value is string text ? Range(text.Length, schema, "characters") : Not("a text", value),
        FieldType.Integer => value is long number ? Range(number, schema, "") : Not("a whole number", value),
        FieldType.Number => value is long or double ? null : Not("a number", value),
        FieldType.IntegerOrText => value is long or string ? null : Not("a whole number or a text", value),
        FieldType.Bool => value is bool ? null : Not("true or false", value),
        FieldType.Enum => value is string word ? Word(word, schema) : Not("one of " + string.Join(", ", schema.Words), value),
        FieldType.List => value is UnstructuredList list ? Range(list.Count, schema, "items") : Not("a list", value),
        FieldType.Map or FieldType.Object => value is UnstructuredMap map ? Range(map.Count, schema, "entries") : Not("a map", value),
        _ => null,
    };

    private static string? Word(string word, FieldSchema schema)
    {
        if (schema.Words.Contains(word, StringComparer.Ordinal)) return null;
        var meant = Nearest.To(word, schema.Words);
        return $"'{Short(word)}' is none of {string.Join(", ", schema.Words)}.{(meant is null ? "" : $" Perhaps {meant} is meant.")}";
    }

    private static string? Range(long number, FieldSchema schema, string unit)
    {
        if (!(number < schema.Least) && !(number > schema.Greatest)) return null;
        var what = unit.Length == 0 ? "It is" : "It has";
        var suffix = unit.Length == 0 ? "" : " " + unit;
        if (number < schema.Least)
            return string.Create(CultureInfo.InvariantCulture, $"{what} {number}{suffix}, but the least is {schema.Least}.");
        return string.Create(CultureInfo.InvariantCulture, $"{what} {number}{suffix}, but the most is {schema.Greatest}.");
    }

    private static string Not(string wanted, object? value) => $"It must be {wanted}, but is {Described(value)}.";

    private static string Described(object? value) => value switch
    {
        null => "null",
        string text => $"the text '{Short(text)}'",
        bool flag => flag ? "true" : "false",
        UnstructuredMap => "a map",
        UnstructuredList => "a list",
        IFormattable number => "the number " + number.ToString(null, CultureInfo.InvariantCulture),
        _ => "something else",
    };

    private static string Short(string text) => text.Length <= LongestQuoted ? text : text[..LongestQuoted] + "…";
}
