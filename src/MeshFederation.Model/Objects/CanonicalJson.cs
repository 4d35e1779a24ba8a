using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MeshFederation.Model.Objects;

/// <summary>Writes a value of a Kubernetes object as JSON with sorted keys and no space, so that equal values are equal texts.</summary>
public static class CanonicalJson
{
    /// <summary>Up to so many keys are put in order on the stack.</summary>
    private const int FewKeys = 32;

    /// <summary>What stands in JSON as it is, whatever comes beside it; of other texts the framework says how they are written.</summary>
    private static readonly SearchValues<char> Plain =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:/=,;*@ ()[]{}!#$%^|~?");

    /// <summary>Writes a value.</summary>
    /// <param name="value">What an <see cref="UnstructuredMap"/> may hold.</param>
    /// <returns>The text.</returns>
    public static string Write(object? value)
    {
        var output = new StringBuilder();
        Write(output, value);
        return output.ToString();
    }

    /// <summary>Writes a value behind what was written already; nothing of it is other than ASCII.</summary>
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
            case long number: output.Append(CultureInfo.InvariantCulture, $"{number}"); break;
            case double number: output.Append(number.ToString("R", CultureInfo.InvariantCulture)); break;
            default: output.Append(Convert.ToString(value, CultureInfo.InvariantCulture)); break;
        }
    }

    private static void WriteText(StringBuilder output, string text)
    {
        output.Append('"');
        if (text.AsSpan().ContainsAnyExcept(Plain)) output.Append(JsonEncodedText.Encode(text));
        else output.Append(text);
        output.Append('"');
    }

    private static void WriteMap(StringBuilder output, UnstructuredMap map)
    {
        output.Append('{');
        Span<int> order = map.Count <= FewKeys ? stackalloc int[FewKeys] : new int[map.Count];
        order = order[..map.Count];
        Sort(order, map);
        for (var i = 0; i < order.Length; i++)
        {
            var (key, value) = map.EntryAt(order[i]);
            if (i > 0) output.Append(',');
            WriteText(output, key);
            output.Append(':');
            Write(output, value);
        }

        output.Append('}');
    }

    private static void Sort(Span<int> order, UnstructuredMap map)
    {
        for (var i = 0; i < order.Length; i++) order[i] = i;
        if (order.Length > FewKeys)
        {
            order.Sort((one, other) => string.CompareOrdinal(map.EntryAt(one).Key, map.EntryAt(other).Key));
            return;
        }

        // Few keys, and most of them in order: so nothing is made for each map.
        for (var i = 1; i < order.Length; i++)
        {
            for (var j = i; j > 0 && string.CompareOrdinal(map.EntryAt(order[j - 1]).Key, map.EntryAt(order[j]).Key) > 0; j--)
                (order[j - 1], order[j]) = (order[j], order[j - 1]);
        }
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
