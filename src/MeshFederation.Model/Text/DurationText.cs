using System.Globalization;

namespace MeshFederation.Model.Text;

/// <summary>Durations as people write them.</summary>
public static class DurationText
{
    private static readonly (string Unit, double Seconds)[] Units = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600)];

    /// <summary>Reads a duration.</summary>
    /// <param name="text">
    /// <c>30</c> or <c>30s</c> for seconds, <c>2m</c> for minutes, <c>1h</c> for hours, <c>500ms</c> for milliseconds, or the whole,
    /// as <c>00:00:30</c>.
    /// </param>
    /// <returns>The duration, shorter than a day; null where the text is none.</returns>
    public static TimeSpan? Read(string text) => Read(text, TimeSpan.FromDays(1));

    /// <summary>Reads a duration, of whatever length.</summary>
    /// <param name="text">As <see cref="Read(string)"/> takes it.</param>
    /// <param name="limit">What it is shorter than.</param>
    /// <returns>The duration; null where the text is none, or one that is too long.</returns>
    public static TimeSpan? Read(string text, TimeSpan limit)
    {
        foreach (var (unit, seconds) in Units)
        {
            if (text.EndsWith(unit, StringComparison.OrdinalIgnoreCase) && Number(text[..^unit.Length]) is { } count)
                return Seconds(count * seconds, limit);
        }

        if (Number(text) is { } bare) return Seconds(bare, limit);
        return text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var whole)
            ? whole
            : null;
    }

    /// <summary>A duration of seconds.</summary>
    /// <param name="seconds">The seconds.</param>
    /// <returns>The duration; null where it would be a day or longer.</returns>
    public static TimeSpan? Seconds(double seconds) => Seconds(seconds, TimeSpan.FromDays(1));

    private static TimeSpan? Seconds(double seconds, TimeSpan limit) =>
        double.IsFinite(seconds) && Math.Abs(seconds) < limit.TotalSeconds ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>Writes a duration in the largest unit of which it is a whole number.</summary>
    /// <param name="duration">The duration.</param>
    /// <returns>The text, as <c>2m</c>, <c>5s</c> or <c>1500ms</c>.</returns>
    public static string Of(TimeSpan duration)
    {
        if (duration == TimeSpan.Zero) return "0s";
        for (var i = Units.Length - 1; i > 0; i--)
        {
            var unit = (long)(Units[i].Seconds * TimeSpan.TicksPerSecond);
            if (duration.Ticks % unit == 0) return FormattableString.Invariant($"{duration.Ticks / unit}{Units[i].Unit}");
        }

        return duration.TotalMilliseconds.ToString(CultureInfo.InvariantCulture) + "ms";
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
}
