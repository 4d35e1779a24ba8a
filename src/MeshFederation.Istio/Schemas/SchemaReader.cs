using System.Globalization;

namespace MeshFederation.Istio.Schemas;

/// <summary>
/// Reads the short form in which schemas lie in <c>Kinds</c>: a line for each field, <c>name: type</c>, with <c>!</c> behind a name that is
/// required, and the fields of an object indented below it. A type is <c>string</c>, <c>int</c>, <c>number</c>, <c>bool</c>, <c>intstr</c>,
/// <c>any</c> or <c>enum A|B</c>, with <c>list</c> or <c>map</c> before it, each with a range behind it where there is one; nothing means
/// an object.
/// </summary>
internal sealed class SchemaReader
{
    private readonly string[] _lines;
    private int _next;

    private SchemaReader(string text) => _lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static FieldSchema Read(string text) => new SchemaReader(text).Object(0);

    private FieldSchema Object(int depth)
    {
        var fields = new Dictionary<string, FieldSchema>(StringComparer.Ordinal);
        var required = new List<string>();
        while (_next < _lines.Length && Depth(_lines[_next]) == depth)
        {
            var line = _lines[_next++].Trim();
            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            var name = colon < 0 ? line[..^1] : line[..colon];
            if (name.EndsWith('!'))
            {
                name = name[..^1];
                required.Add(name);
            }

            fields.Add(name, Type(colon < 0 ? [] : line[(colon + 2)..].Split(' '), depth));
        }

        return new() { Type = FieldType.Object, Fields = fields, Required = required };
    }

    private FieldSchema Type(ReadOnlySpan<string> words, int depth)
    {
        if (words.IsEmpty) return Object(depth + 1);
        var (least, greatest) = Range(words.Length > 1 ? words[1] : "");
        var rest = words[(least is null && greatest is null ? 1 : 2)..];
        return words[0] switch
        {
            "list" => new() { Type = FieldType.List, Item = Type(rest, depth), Least = least, Greatest = greatest },
            "map" => new() { Type = FieldType.Map, Item = Type(rest, depth), Least = least, Greatest = greatest },
            "enum" => new() { Type = FieldType.Enum, Words = words[1].Split('|') },
            "string" => new() { Type = FieldType.Text, Least = least, Greatest = greatest },
            "int" => new() { Type = FieldType.Integer, Least = least, Greatest = greatest },
            "number" => new() { Type = FieldType.Number, Least = least, Greatest = greatest },
            "intstr" => new() { Type = FieldType.IntegerOrText },
            "bool" => new() { Type = FieldType.Bool },
            _ => new() { Type = FieldType.Any },
        };
    }

    private static int Depth(string line) => (line.Length - line.AsSpan().TrimStart(' ').Length) / 2;

    private static (long? Least, long? Greatest) Range(string word)
    {
        var dots = word.IndexOf("..", StringComparison.Ordinal);
        return dots < 0 ? (null, null) : (Number(word[..dots]), Number(word[(dots + 2)..]));
    }

    private static long? Number(string text) => text.Length == 0 ? null : long.Parse(text, CultureInfo.InvariantCulture);
}
