namespace MeshFederation.Commands.Views;

/// <summary>Breaks lines between words; PowerShell itself breaks them anywhere in languages that it does not know.</summary>
internal static class TextWrap
{
    /// <summary>Breaks a line.</summary>
    /// <param name="line">The line, with its indent.</param>
    /// <param name="indent">How far the lines behind the first are indented.</param>
    /// <param name="width">How many columns a line may have.</param>
    /// <returns>The lines; a word that is longer than a line stands alone and whole.</returns>
    public static IEnumerable<string> Wrap(string line, int indent, int width)
    {
        while (line.Length >= width)
        {
            var text = line.Length - line.AsSpan().TrimStart().Length;
            var last = line.LastIndexOf(' ', width - 1, width - text);
            if (last < 0) last = line.IndexOf(' ', width - 1);
            if (last < 0) break;
            yield return line[..last].TrimEnd();
            line = new string(' ', indent) + line[(last + 1)..];
        }

        yield return line;
    }
}
