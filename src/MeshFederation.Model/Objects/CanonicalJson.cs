using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MeshFederation.Model.Objects;

/// <summary>Writes a value of a Kubernetes object as JSON with sorted keys and no space, so that equal values are equal texts.</summary>
public static class CanonicalJson
{
    /// <summary>Writes a value.</summary>
    /// <param name="value">What an <see cref="UnstructuredMap"/> may hold.</param>
    /// <returns>The text.</returns>
    public static string Write(object? value)
    {
        var output = new StringBuilder();
        Write(output, value);
        return output.ToString();
    }

    /// <summary>Writes a value behind what was written already.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="value">What an <see cref="UnstructuredMap"/> may hold.</param>
    public static void Write(StringBuilder output, object? value)
    {
        switch (value)
        {
            case null: output.Append("null"); break;
            case bool flag: output.Append(flag ? "true" : "false"); break;
            case string text: WriteText(output, text); break;
            case UnstructuredMap map: WriteMap(output, map); break;
            case UnstructuredList list: WriteList(output, list); break;
            case double number: output.Append(number.ToString("R", CultureInfo.InvariantCulture)); break;
            default: output.Append(Convert.ToString(value, CultureInfo.InvariantCulture)); break;
        }
    }

    private static void WriteText(StringBuilder output, string text) => output.Append('"').Append(JsonEncodedText.Encode(text)).Append('"');

    private static void WriteMap(StringBuilder output, UnstructuredMap map)
    {
        output.Append('{');
        var first = true;
        foreach (var key in map.Keys.Order(StringComparer.Ordinal))
        {
            if (!first) output.Append(',');
            first = false;
            WriteText(output, key);
            output.Append(':');
            Write(output, map[key]);
        }

        output.Append('}');
    }

    private static void WriteList(StringBuilder output, UnstructuredList list)
    {
        output.Append('[');
        for (var i = 0; i < list.Count; i++)
        {
            if (i > 0) output.Append(',');
            Write(output, list[i]);
        }

        output.Append(']');
    }
}
