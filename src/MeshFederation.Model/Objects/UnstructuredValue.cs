using System.Collections;
using System.Globalization;
using MeshFederation.Model.Errors;

namespace MeshFederation.Model.Objects;

/// <summary>
/// The one place that says what an untyped value is in a Kubernetes object, be it of a hashtable, of YAML or of a plan in JSON: which
/// numbers and
/// keys there are, and how deep maps and lists may stand in one another. Who reads says where the value stands.
/// </summary>
internal static class UnstructuredValue
{
    /// <summary>How deep maps and lists may stand in one another; what walks the trees does so by recursion.</summary>
    public const int DeepestNesting = 256;

    /// <summary>The cause of what stands too deep.</summary>
    public static string TooDeep { get; } = FormattableString
        .Invariant($"maps and lists stand in one another more than {DeepestNesting} deep");

    /// <summary>The cause of a number that JSON has not.</summary>
    public static string NotFinite(string written) => $"'{written}' is a number that no Kubernetes object can have; in quotes it is a text";

    /// <summary>The cause of a key that comes twice, where that is refused.</summary>
    public static string Repeated(string key) => $"the key '{key}' comes twice in one map";

    /// <summary>The cause of what has no meaning in an object.</summary>
    public static string Meaningless(object value) => $"a {value.GetType().Name} has no meaning in a Kubernetes object";

    /// <summary>The text of a key: Kubernetes' maps have texts as keys only. Null when it has none.</summary>
    public static string? KeyText(object? value) => value switch
    {
        string text => text,
        bool flag => flag ? "true" : "false",
        long number => number.ToString(CultureInfo.InvariantCulture),
        double number when double.IsFinite(number) => number.ToString("R", CultureInfo.InvariantCulture),
        double number => double.IsNaN(number) ? ".nan" : number > 0 ? ".inf" : "-.inf",
        _ => null,
    };

    /// <summary>Reads what a program holds: dictionaries, sequences, and numbers of any type.</summary>
    /// <param name="untyped">The value.</param>
    /// <param name="invalid">Makes the error for a cause.</param>
    /// <param name="unwrap">Takes a wrapper off, where the program has wrappers.</param>
    /// <returns>What an <see cref="UnstructuredMap"/> may hold.</returns>
    /// <exception cref="MeshException">The value has no meaning in an object.</exception>
    public static object? Read(object? untyped, Func<string, MeshException> invalid, Func<object?, object?>? unwrap = null) =>
        Read(untyped, invalid, unwrap ?? (static value => value), 0);

    private static object? Read(object? untyped, Func<string, MeshException> invalid, Func<object?, object?> unwrap, int depth)
    {
        if (depth > DeepestNesting) throw invalid(TooDeep);
        return unwrap(untyped) switch
        {
            null => null,
            string text => text,
            char letter => letter.ToString(),
            bool flag => flag,
            UnstructuredMap map => map,
            UnstructuredList list => list,
            Enum name => name.ToString(),
            IConvertible number when number.GetTypeCode() is >= TypeCode.SByte and <= TypeCode.Decimal => Number(number, invalid),
            IDictionary dictionary => Map(dictionary, invalid, unwrap, depth),
            IEnumerable items =>
                UnstructuredList.From(items.Cast<object?>().Select(item => Read(item, invalid, unwrap, depth + 1)).ToArray()),
            var other => throw invalid(Meaningless(other)),
        };
    }

    private static object Number(IConvertible number, Func<string, MeshException> invalid)
    {
        if (number is double or float or decimal or ulong and > long.MaxValue)
        {
            var real = number.ToDouble(CultureInfo.InvariantCulture);
            return double.IsFinite(real) ? real : throw invalid(NotFinite(KeyText(real)!));
        }

        return number.ToInt64(CultureInfo.InvariantCulture);
    }

    private static UnstructuredMap Map(IDictionary dictionary, Func<string, MeshException> invalid, Func<object?, object?> unwrap,
        int depth)
    {
        var entries = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (DictionaryEntry entry in dictionary)
        {
            var key = KeyText(Read(entry.Key, invalid, unwrap, depth + 1)) ?? throw invalid(Meaningless(entry.Key));
            if (!entries.TryAdd(key, Read(entry.Value, invalid, unwrap, depth + 1))) throw invalid(Repeated(key));
        }

        return UnstructuredMap.Read(entries.Keys, entries.Values);
    }
}
