using System.Globalization;
using System.Text;
using MeshFederation.Model.Objects;

namespace MeshFederation.Model.Yaml;

/// <summary>
/// Writes Kubernetes objects as YAML in the style of kubectl: block style, two spaces, list items under their key.
/// The same object is always the same bytes.
/// </summary>
public static class YamlWriter
{
    /// <summary>Writes one object as a document.</summary>
    /// <param name="content">The object.</param>
    /// <returns>The YAML, lines ending in <c>\n</c>.</returns>
    public static string Write(UnstructuredMap content)
    {
        var output = new StringBuilder(1024);
        WriteTo(output, content);
        return output.ToString();
    }

    /// <summary>Writes one object behind what is there.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="content">The object.</param>
    public static void WriteTo(StringBuilder output, UnstructuredMap content)
    {
        if (content.Count == 0) output.Append("{}\n");
        else Map(output, content, 0, inline: false);
    }

    private static void Map(StringBuilder output, UnstructuredMap map, int indent, bool inline)
    {
        for (var i = 0; i < map.Count; i++)
        {
            var (key, value) = map.EntryAt(i);
            if (!inline || i > 0) output.Append(' ', indent);
            YamlScalar.Write(output, key);
            output.Append(':');
            Value(output, value, indent);
        }
    }

    private static void Value(StringBuilder output, object? value, int indent)
    {
        switch (value)
        {
            case UnstructuredMap { Count: > 0 } map:
                output.Append('\n');
                Map(output, map, indent + 2, inline: false);
                break;
            case UnstructuredList { Count: > 0 } list:
                output.Append('\n');
                List(output, list, indent);
                break;
            default:
                output.Append(' ');
                Scalar(output, value);
                output.Append('\n');
                break;
        }
    }

    private static void List(StringBuilder output, UnstructuredList list, int indent)
    {
        for (var i = 0; i < list.Count; i++)
        {
            output.Append(' ', indent).Append('-');
            switch (list[i])
            {
                case UnstructuredMap { Count: > 0 } map:
                    output.Append(' ');
                    Map(output, map, indent + 2, inline: true);
                    break;
                case UnstructuredList { Count: > 0 } inner:
                    output.Append('\n');
                    List(output, inner, indent + 2);
                    break;
                default:
                    output.Append(' ');
                    Scalar(output, list[i]);
                    output.Append('\n');
                    break;
            }
        }
    }

    internal static void Scalar(StringBuilder output, object? value)
    {
        switch (value)
        {
            case string text: YamlScalar.Write(output, text); break;
            case bool flag: output.Append(flag ? "true" : "false"); break;
            case long number: output.Append(CultureInfo.InvariantCulture, $"{number}"); break;
            case double number: output.Append(Number(number)); break;
            case UnstructuredMap: output.Append("{}"); break;
            case UnstructuredList: output.Append("[]"); break;
            case null: output.Append("null"); break;
            default: throw new ArgumentException($"A {value.GetType()} cannot be part of a Kubernetes object.", nameof(value));
        }
    }

    private static string Number(double number)
    {
        if (!double.IsFinite(number)) return double.IsNaN(number) ? ".nan" : number > 0 ? ".inf" : "-.inf";
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().IndexOfAny("eE.") < 0 ? text + ".0" : text;
    }
}
