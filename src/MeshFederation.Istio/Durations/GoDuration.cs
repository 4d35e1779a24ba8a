using System.Buffers;
using System.Globalization;

namespace MeshFederation.Istio.Durations;

/// <summary>Reads durations as istiod does: Go's <c>time.ParseDuration</c>, as <c>1.5s</c> or <c>1h30m</c>.</summary>
internal static class GoDuration
{
    private static readonly SearchValues<char> OfNumbers = SearchValues.Create("0123456789.");

    /// <summary>Reads a duration.</summary>
    /// <returns>Milliseconds, or null when the text is no duration.</returns>
    public static double? Milliseconds(string text)
    {
        var rest = text.AsSpan();
        var sign = 1;
        if (rest is ['-' or '+', ..])
        {
            sign = rest[0] == '-' ? -1 : 1;
            rest = rest[1..];
        }

        if (rest is "0") return 0;
        if (rest.IsEmpty) return null;
        var total = 0.0;
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExcept(OfNumbers);
            if (digits <= 0
                || !double.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            {
                return null;
            }
            rest = rest[digits..];
            var unit = rest.IndexOfAny(OfNumbers);
            if (Unit(unit < 0 ? rest : rest[..unit]) is not { } milliseconds) return null;
            total += number * milliseconds;
            rest = unit < 0 ? [] : rest[unit..];
        }

        return sign * total;
    }

    private static double? Unit(ReadOnlySpan<char> unit) => unit switch
    {
        "ns" => 1e-6,
        "us" or "µs" or "μs" => 1e-3,
        "ms" => 1,
        "s" => 1_000,
        "m" => 60_000,
        "h" => 3_600_000,
        _ => null,
    };
}
