using System.Globalization;
using System.Text;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Declarations.Shapes;

namespace MeshFederation.Planning.Declarations.Scripts;

/// <summary>Writes values as PowerShell: whatever stands in a text, it is a text and nothing else to whoever runs it.</summary>
internal static class ScriptValue
{
    /// <summary>A value as the argument of a cmdlet: a plain word needs no quotes.</summary>
    public static string Argument(object? value, ValueShape shape) => value switch
    {
        string text when IsWord(text) => text,
        UnstructuredList list => List(list, item => Argument(item, ItemOf(shape))),
        _ => Inside(value, shape),
    };

    /// <summary>A value in a hashtable.</summary>
    public static string Inside(object? value, ValueShape shape) => value switch
    {
        string text => Text(text),
        bool flag => flag ? "$true" : "$false",
        long number => number.ToString(CultureInfo.InvariantCulture),
        double number => number.ToString(CultureInfo.InvariantCulture),
        UnstructuredList list => List(list, item => Inside(item, ItemOf(shape))),
        UnstructuredMap map => Map(map, shape),
        _ => throw new ArgumentException($"A {value?.GetType()} cannot be in a declaration.", nameof(value)),
    };

    /// <summary>
    /// A text in single quotes, of which PowerShell takes five signs for one (System.Management.Automation.Language CharTraits
    /// IsSingleQuote). What cannot be seen is written by its number.
    /// </summary>
    public static string Text(string text)
    {
        var parts = new List<string>();
        var plain = new StringBuilder();
        foreach (var sign in text)
        {
            if (!IsUnseen(sign))
            {
                plain.Append(sign);
                if (IsQuote(sign)) plain.Append(sign);
                continue;
            }

            if (plain.Length > 0) parts.Add($"'{plain}'");
            plain.Clear();
            parts.Add(FormattableString.Invariant($"[char]0x{(int)sign:X4}"));
        }

        if (plain.Length > 0 || parts.Count == 0) parts.Add($"'{plain}'");
        return parts is [var only] && only[0] == '\'' ? only : $"(-join ({string.Join(", ", parts)}))";
    }

    /// <summary>A key of a hashtable.</summary>
    private static string Key(string key) =>
        key.Length > 0 && char.IsAsciiLetter(key[0]) && key.All(char.IsAsciiLetterOrDigit) ? key : Text(key);

    private static string Map(UnstructuredMap map, ValueShape shape)
    {
        if (map.Count == 0) return "@{}";
        var section = Options(shape).OfType<SectionShape>().FirstOrDefault(section => map.Keys.All(
            key => section.Key.Any(known => known.Name == key)));
        var items = map.Select(entry => section?.Key.First(key => key.Name == entry.Key) is { } known
            ? $"{Pascal(entry.Key)} = {Inside(entry.Value, known.Shape)}"
            : $"{Key(entry.Key)} = {Inside(entry.Value, ValueOf(shape, entry.Value))}");
        return $"@{{ {string.Join("; ", items)} }}";
    }

    private static string List(UnstructuredList list, Func<object?, string> write) =>
        list.Count == 0 ? "@()" : string.Join(", ", list.Select(write));

    private static ValueShape ItemOf(ValueShape shape) => Options(shape).OfType<ListShape>().FirstOrDefault()?.Item ?? shape;

    private static ValueShape ValueOf(ValueShape shape, object? value) =>
        Options(shape).OfType<MapShape>().Select(map => map.Item).FirstOrDefault(item => item.Fits(value)) ?? shape;

    private static IEnumerable<ValueShape> Options(ValueShape shape) => shape switch
    {
        EitherShape either => either.Option.SelectMany(Options),
        ListShape list => Options(list.Item).Prepend(list),
        _ => [shape],
    };

    /// <summary>What begins with a letter and goes on in letters, digits and a few signs is a text to every parameter.</summary>
    private static bool IsWord(string text) => text.Length > 0 && char.IsAsciiLetter(text[0])
        && text.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '.' or '/' or ':' or '_');

    private static string Pascal(string key) => char.ToUpperInvariant(key[0]) + key[1..];

    private static bool IsQuote(char sign) => sign is '\'' or '\u2018' or '\u2019' or '\u201A' or '\u201B';

    private static bool IsUnseen(char sign) => CharUnicodeInfo.GetUnicodeCategory(sign) is UnicodeCategory.Control
        or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
}
