using System.Text;
using MeshFederation.Model.Objects;

namespace MeshFederation.Model.Yaml;

/// <summary>Writes a value of a Kubernetes object on one line, as in <c>{number: 9080, name: http}</c>.</summary>
public static class InlineYaml
{
    /// <summary>Writes a value.</summary>
    /// <param name="value">What an <see cref="UnstructuredMap"/> may hold.</param>
    /// <returns>The value in YAML's flow style; <c>null</c> where there is none.</returns>
    public static string Write(object? value)
    {
        var output = new StringBuilder();
        Write(output, value);
        return output.ToString();
    }

    private static void Write(StringBuilder output, object? value)
    {
        switch (value)
        {
            case UnstructuredMap map: WriteMap(output, map); break;
            case UnstructuredList list: WriteList(output, list); break;
            default: YamlWriter.Scalar(output, value); break;
        }
    }

    private static void WriteMap(StringBuilder output, UnstructuredMap map)
    {
        output.Append('{');
        for (var i = 0; i < map.Count; i++)
        {
            var (key, value) = map.EntryAt(i);
            if (i > 0) output.Append(", ");
            YamlScalar.Write(output, key);
            output.Append(": ");
            Write(output, value);
        }

        output.Append('}');
    }

    private static void WriteList(StringBuilder output, UnstructuredList list)
    {
        output.Append('[');
        for (var i = 0; i < list.Count; i++)
        {
            if (i > 0) output.Append(", ");
            Write(output, list[i]);
        }

        output.Append(']');
    }
}
