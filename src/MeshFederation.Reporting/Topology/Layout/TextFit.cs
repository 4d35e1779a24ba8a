using System.Text;

namespace MeshFederation.Reporting.Topology.Layout;

/// <summary>
/// Estimates how wide text is in the fonts that a reader's system may have. It errs to the wide side, so that what fits here fits there.
/// </summary>
internal static class TextFit
{
    private const double WidestLatin = 0.62;
    private const double Wide = 1.05;
    private const double Bolder = 1.1;
    private const string Narrow = "iljt.,:;'|!()[]/ -";

    public static double Width(string text, double size) => text.EnumerateRunes().Sum(rune => Em(rune)) * size;

    /// <summary>The width of bold text.</summary>
    public static double BoldWidth(string text, double size) => Width(text, size * Bolder);

    /// <summary>Bold text, or as much of its beginning as fits, with an ellipsis.</summary>
    public static string CutBold(string text, double width, double size) => Cut(text, width, size * Bolder);

    /// <summary>The text, or as much of its beginning as fits, with an ellipsis.</summary>
    public static string Cut(string text, double width, double size)
    {
        if (Width(text, size) <= width) return text;
        var cut = new StringBuilder();
        var used = WidestLatin * size;
        foreach (var rune in text.EnumerateRunes())
        {
            used += Em(rune) * size;
            if (used > width) break;
            cut.Append(rune);
        }

        return cut.Append('…').ToString();
    }

    /// <summary>The text in lines that fit.</summary>
    public static IReadOnlyList<string> Wrap(string text, double width, double size)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var longer = line.Length == 0 ? word : line + " " + word;
            if (line.Length > 0 && Width(longer, size) > width)
            {
                lines.Add(line);
                longer = word;
            }

            line = Cut(longer, width, size);
        }

        lines.Add(line);
        return lines;
    }

    private static double Em(Rune rune) => rune.Value switch
    {
        < 0x80 when Narrow.Contains((char)rune.Value, StringComparison.Ordinal) => 0.36,
        'm' or 'w' or 'M' or 'W' or '%' or '@' => 0.95,
        >= 'A' and <= 'Z' => 0.76,
        < 0x1100 => WidestLatin,
        _ => Wide,
    };
}
