namespace MeshFederation.Model.Collections;

/// <summary>
/// Gives equal texts and numbers of objects one value in memory, where they come close to each other: objects of one service name the same
/// hosts and ports, and all have the same few words.
/// </summary>
internal static class SharedValues
{
    private const int Places = 4096;
    private const int LongestText = 256;

    /// <summary>Whoever comes last has the place: what is lost is only that a value is not shared.</summary>
    private static readonly string?[] Texts = new string[Places];

    private static readonly object?[] Numbers = new object[Places];

    /// <summary>The value to keep.</summary>
    /// <param name="value">The value.</param>
    /// <returns>An equal one that others have too, or the given one.</returns>
    public static object? Of(object? value) => value switch
    {
        string text => Text(text),
        long number => Number(number, value),
        _ => value,
    };

    /// <summary>Puts the values to keep in the place of those that are given.</summary>
    /// <param name="values">The values, of texts alone or of any.</param>
    /// <returns>The same array.</returns>
    public static object?[] All(object?[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is string or long) values[i] = Of(values[i]);
        }

        return values;
    }

    private static string Text(string text)
    {
        if (text.Length > LongestText) return text;
        ref var place = ref Texts[(uint)text.GetHashCode(StringComparison.Ordinal) % Places];
        if (Volatile.Read(ref place) is { } known && string.Equals(known, text, StringComparison.Ordinal)) return known;
        Volatile.Write(ref place, text);
        return text;
    }

    private static object Number(long number, object boxed)
    {
        ref var place = ref Numbers[(ulong)number % Places];
        if (Volatile.Read(ref place) is { } known && (long)known == number) return known;
        Volatile.Write(ref place, boxed);
        return boxed;
    }
}
