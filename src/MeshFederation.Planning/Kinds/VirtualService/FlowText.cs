using System.Globalization;
using MeshFederation.Model.Objects;

namespace MeshFederation.Planning.Kinds.VirtualService;

/// <summary>Writes a part of an object on one line, as YAML has it between braces.</summary>
internal static class FlowText
{
    public static string Of(object? value) => value switch
    {
        UnstructuredMap map => "{" + string.Join(", ", map.Select(field => $"{field.Key}: {Of(field.Value)}")) + "}",
        UnstructuredList list => "[" + string.Join(", ", list.Select(Of)) + "]",
        string text => IsPlain(text) ? text : "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "null",
    };

    /// <summary>Letters, digits and what names are made of, but no number and no word that YAML takes for another thing.</summary>
    private static bool IsPlain(string text) =>
        text.Length > 0 && char.IsAsciiLetter(text[0]) && text is not ("true" or "false" or "null" or "yes" or "no" or "on" or "off")
            && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or '_' or '/');
}
