using System.Buffers;
using MeshFederation.Model.Text;

namespace MeshFederation.Commands.Views;

/// <summary>
/// Breaks the text of a cell so that its column shows all of it. PowerShell breaks a long name anywhere, and in languages that it does not
/// know sentences too. The format views call it.
/// </summary>
public static class CellText
{
    private const int UsualScreen = 120;

    /// <summary>A column narrower than this is too narrow for anything, so nothing is broken for it.</summary>
    private const int Narrowest = 8;

    private static readonly SearchValues<char> BetweenParts = SearchValues.Create(",/");

    private static readonly SearchValues<char> WithinParts = SearchValues.Create(".-:=_");

    /// <summary>Breaks a text for a column.</summary>
    /// <param name="text">The text; what stands on lines of its own stays there.</param>
    /// <param name="width">How many characters the column has.</param>
    /// <returns>The text in lines of at most that many characters.</returns>
    public static string Fit(string? text, int width)
    {
        if (string.IsNullOrEmpty(text)) return "";
        var shown = ShownText.Of(text);
        return width < Narrowest ? shown : string.Join('\n', shown.Split('\n').SelectMany(line => Lines(line, width)));
    }

    /// <summary>Breaks a text for the last column of a table.</summary>
    /// <param name="text">The text; what stands on lines of its own stays there.</param>
    /// <param name="screen">How many columns the screen has; 0 where nobody knows.</param>
    /// <param name="used">How many of them the other columns take, with the space behind each.</param>
    /// <returns>The text in lines that fit.</returns>
    public static string FitRest(string? text, int screen, int used) => FitShare(text, screen, used, 1);

    /// <summary>
    /// Breaks a text for one of the columns that share what the others leave: the engine gives each column without a width as much as the
    /// others (System.Management.Automation ColumnWidthManager), unless it is the first one, for which it measures all columns, lists that
    /// stand below one another as if they stood in one line, and leaves out what then has no room.
    /// </summary>
    /// <param name="text">The text; what stands on lines of its own stays there.</param>
    /// <param name="screen">How many columns the screen has; 0 where nobody knows.</param>
    /// <param name="used">How many of them the columns with a width take, with the space between any two columns.</param>
    /// <param name="columns">How many columns have no width.</param>
    /// <returns>The text in lines that fit.</returns>
    public static string FitShare(string? text, int screen, int used, int columns) =>
        Fit(text, ((screen > 0 ? screen : UsualScreen) - used - 1) / columns);

    private static IEnumerable<string> Lines(string line, int width)
    {
        while (line.Length > width)
        {
            var end = End(line, width);
            yield return line[..end].TrimEnd();
            line = line[end..].TrimStart();
        }

        yield return line;
    }

    /// <summary>Between words, else between the parts of a name, else within one.</summary>
    private static int End(string line, int width)
    {
        var space = line.LastIndexOf(' ', width);
        if (space > 0) return space + 1;
        var start = line.AsSpan(0, width);
        var joint = start.LastIndexOfAny(BetweenParts);
        if (joint <= 0) joint = start.LastIndexOfAny(WithinParts);
        return joint > 0 ? joint + 1 : width;
    }
}
