namespace MeshFederation.Help.Text;

/// <summary>Lays a table out in columns; where they would not fit, as one <c>header: cell</c> line for each cell.</summary>
internal static class TextTable
{
    private const string Gap = "  ";

    public static IEnumerable<string> Lines(HelpTable table, int width) =>
        Widths(table, width) is { } widths ? Columns(table, widths) : Records(table, width);

    /// <summary>Widths that fit, found by narrowing the widest column that still can be.</summary>
    private static int[]? Widths(HelpTable table, int width)
    {
        var columns = Enumerable.Range(0, table.Rows[0].Count).ToArray();
        int[] widths = [.. columns.Select(column => table.Rows.Max(row => row[column].Length))];
        int[] least = [.. columns.Select(column => table.Rows.Max(row => row[column].Split(' ').Max(word => word.Length)))];
        var excess = widths.Sum() + (Gap.Length * (columns.Length - 1)) - width;
        for (; excess > 0; excess--)
        {
            var narrowable = columns.Where(column => widths[column] > least[column]).ToArray();
            if (narrowable.Length == 0) return null;
            widths[narrowable.MaxBy(column => widths[column])]--;
        }

        return widths;
    }

    private static IEnumerable<string> Columns(HelpTable table, int[] widths)
    {
        foreach (var line in Row(table.Rows[0], widths)) yield return line;
        yield return string.Join(Gap, widths.Select(width => new string('-', width)));
        foreach (var line in table.Rows.Skip(1).SelectMany(row => Row(row, widths))) yield return line;
    }

    private static IEnumerable<string> Row(IReadOnlyList<string> cells, int[] widths)
    {
        string[][] lines = [.. cells.Select((cell, column) => TextWrap.Lines(cell, widths[column]).ToArray())];
        for (var index = 0; index < lines.Max(cell => cell.Length); index++)
        {
            yield return string.Join(Gap, lines.Select((cell, column) => (index < cell.Length ? cell[index] : "").PadRight(widths[column])))
                .TrimEnd();
        }
    }

    private static IEnumerable<string> Records(HelpTable table, int width)
    {
        foreach (var (row, index) in table.Rows.Skip(1).Select((row, index) => (row, index)))
        {
            if (index > 0) yield return "";
            foreach (var line in row.SelectMany((cell, column) => TextWrap.Lines($"{table.Rows[0][column]}: {cell}", width)))
                yield return line;
        }
    }
}
