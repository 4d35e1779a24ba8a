using System.Buffers;
using System.Globalization;

namespace MeshFederation.Clusters.Yaml;

/// <summary>What an unquoted text of a YAML file means to kubectl (sigs.k8s.io/yaml goyaml.v2/resolve.go).</summary>
internal static class CoreScalar
{
    private static readonly SearchValues<char> OfFloats = SearchValues.Create("0123456789.eE+-");

    public static object? Resolve(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" or "yes" or "Yes" or "YES" or "y" or "Y" or "on" or "On" or "ON" => true,
        "false" or "False" or "FALSE" or "no" or "No" or "NO" or "n" or "N" or "off" or "Off" or "OFF" => false,
        ".nan" or ".NaN" or ".NAN" => double.NaN,
        ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF" => double.PositiveInfinity,
        "-.inf" or "-.Inf" or "-.INF" => double.NegativeInfinity,
        ['.', ..] => (object?)Float(text) ?? text,
        [(>= '0' and <= '9') or '+' or '-', ..] => Number(text.Replace("_", "", StringComparison.Ordinal)) ?? text,
        _ => text,
    };

    private static object? Number(string text)
    {
        var digits = text.AsSpan(text[0] is '+' or '-' ? 1 : 0);
        if (digits is ['0', _, ..] && Prefixed(digits, text[0] is '-') is { } number) return number;
        if (digits is not ['0', _, ..] && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
            return whole;
        return Float(text);
    }

    /// <summary>0x1F, 0o17, 0b1, and 017, which is octal as in YAML 1.1; what does not fit a long is a double.</summary>
    private static object? Prefixed(ReadOnlySpan<char> digits, bool negative)
    {
        var (radix, skip) = digits[1] switch
        {
            'x' or 'X' => (16, 2),
            'o' or 'O' => (8, 2),
            'b' or 'B' => (2, 2),
            _ => (8, 1),
        };
        if (digits.Length == skip) return null;
        var (exact, wide) = (0UL, 0d);
        foreach (var digit in digits[skip..])
        {
            var value = char.IsAsciiHexDigit(digit) ? Convert.ToInt32(digit.ToString(), 16) : radix;
            if (value >= radix) return null;
            (exact, wide) = (unchecked((exact * (ulong)radix) + (ulong)value), (wide * radix) + value);
        }

        if (wide < long.MaxValue) return negative ? -(long)exact : (long)exact;
        return negative ? -wide : wide;
    }

    private static double? Float(string text) =>
        text.AsSpan().IndexOfAnyExcept(OfFloats) < 0
        && double.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture,
            out var number)
        && double.IsFinite(number) ? number : null;
}
