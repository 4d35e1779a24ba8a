using MeshFederation.Model.Objects;

namespace MeshFederation.Tests.Rules.Fuzz;

/// <summary>
/// Makes of an object another that is a little or very wrong: fields gone, renamed, doubled, of another type, nested deep, with odd texts
/// and numbers.
/// </summary>
internal sealed class ObjectMutation
{
    private const int Deep = 200;

    private static readonly object?[] Odd =
    [
        null,
        true,
        false,
        "",
        " ",
        "*",
        "*.",
        ".",
        "..",
        "/",
        "a/",
        "/a",
        "-",
        "~",
        "outbound_.80_._.",
        "outbound_.x_.y_.z",
        "%",
        "%%%",
        "(",
        "[",
        @"\",
        "{{",
        "\0",
        "\uFFFF",
        "é",
        new string('a', 300),
        new string('*', 70),
        "999999999999999999999",
        "1e400",
        "0x1F",
        "255.255.255.255",
        "::",
        "1.2.3",
        "10.0.0.0/99",
        "spiffe://",
        "spiffe://a/ns/b/sa/c",
        "1h-1s",
        "-5s",
        "NaN",
        0L, -1L, 1L, 15443L, 65536L, long.MaxValue, long.MinValue, 0.5, -0.0, double.MaxValue, double.Epsilon,
        UnstructuredMap.Empty,
        UnstructuredList.Empty,
        UnstructuredList.Of(null, null),
        UnstructuredMap.Of(("", "")),
        UnstructuredMap.Of(("a", UnstructuredList.Of("b", 1L))),
    ];

    private readonly Random _random;

    public ObjectMutation(int seed) => _random = new(seed);

    /// <summary>Changes an object in one place or in a few.</summary>
    public UnstructuredMap Of(UnstructuredMap content)
    {
        object? changed = content;
        for (var i = _random.Next(1, 5); i > 0; i--) changed = Value(changed, 0);
        return changed as UnstructuredMap ?? UnstructuredMap.Of(("kind", changed));
    }

    private object? Value(object? value, int depth) => value switch
    {
        UnstructuredMap { Count: > 0 } map when depth == 0 || _random.Next(8) > 0 => Map(map, depth),
        UnstructuredList { Count: > 0 } list when _random.Next(8) > 0 => List(list, depth),
        _ => Other(value),
    };

    private UnstructuredMap Map(UnstructuredMap map, int depth)
    {
        var entries = map.ToList();
        var place = _random.Next(entries.Count);
        var (key, value) = (entries[place].Key, entries[place].Value);
        switch (_random.Next(12))
        {
            case 0 when depth > 0:
                entries.RemoveAt(place);
                break;
            case 1 when depth > 0:
                entries[place] = new(key + (char)_random.Next('a', 'z'), value);
                break;
            case 2:
                entries.Add(new("new" + entries.Count.ToString(System.Globalization.CultureInfo.InvariantCulture), Other(null)));
                break;
            default:
                entries[place] = new(key, Value(value, depth + 1));
                break;
        }

        var unique = entries.DistinctBy(entry => entry.Key, StringComparer.Ordinal).ToList();
        return UnstructuredMap.Read(unique.Select(entry => entry.Key), unique.Select(entry => entry.Value));
    }

    private UnstructuredList List(UnstructuredList list, int depth)
    {
        var items = list.ToList();
        var place = _random.Next(items.Count);
        switch (_random.Next(8))
        {
            case 0:
                items.RemoveAt(place);
                break;
            case 1:
                items.Add(items[place]);
                break;
            case 2:
                items.Insert(place, Other(null));
                break;
            default:
                items[place] = Value(items[place], depth + 1);
                break;
        }

        return UnstructuredList.From(items);
    }

    private object? Other(object? value) => _random.Next(20) switch
    {
        0 => Nested(value),
        1 => UnstructuredList.Of(value),
        2 => UnstructuredMap.Of(("host", value), ("name", value), ("number", value)),
        3 when value is string text => text.ToUpperInvariant(),
        4 when value is string text => text + text,
        5 when value is long number => number.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => Odd[_random.Next(Odd.Length)],
    };

    private static object? Nested(object? value)
    {
        for (var i = 0; i < Deep; i++) value = i % 2 == 0 ? UnstructuredList.Of(value) : UnstructuredMap.Of(("a", value));
        return value;
    }
}
