namespace MeshFederation.Help.Text;

/// <summary>Breaks text into lines at spaces.</summary>
internal static class TextWrap
{
    public static IEnumerable<string> Lines(string text, int width) => text.Split('\n').SelectMany(line => Line(line, width));

    private static List<string> Line(string text, int width)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                lines.Add(line);
                line = "";
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }

        lines.Add(line);
        return lines;
    }
}
