using System.Globalization;

namespace MeshFederation.Help.Text;

/// <summary>Blocks as lines of plain text.</summary>
internal sealed class PlainText
{
    /// <summary>What a terminal of the customary 80 columns leaves beside the indent of 4 of help texts.</summary>
    public const int CustomaryWidth = 76;
    private readonly int _codeIndent;

    /// <summary>Makes a layout.</summary>
    /// <param name="codeIndent">How far code is indented.</param>
    public PlainText(int codeIndent) => _codeIndent = codeIndent;

    public IEnumerable<string> Lines(IEnumerable<HelpBlock> blocks, int width, bool isLoose = true)
    {
        foreach (var (block, index) in blocks.Select((block, index) => (block, index)))
        {
            if (index > 0 && (isLoose || block is HelpCode or HelpTable)) yield return "";
            foreach (var line in Lines(block, width)) yield return line;
        }
    }

    public IEnumerable<string> Lines(HelpBlock block, int width) => block switch
    {
        HelpParagraph paragraph => TextWrap.Lines(paragraph.Text, width),
        HelpCode code => Indent(code.Text.Split('\n'), _codeIndent),
        HelpList list => Items(list, width),
        HelpTable table => TextTable.Lines(table, width),
        _ => throw new ArgumentException($"{block.GetType().Name} has no plain text.", nameof(block)),
    };

    public static IEnumerable<string> Indent(IEnumerable<string> lines, int indent) =>
        lines.Select(line => line.Length == 0 ? line : new string(' ', indent) + line);

    private IEnumerable<string> Items(HelpList list, int width)
    {
        foreach (var (item, index) in list.Items.Select((item, index) => (item, index)))
        {
            if (index > 0 && list.IsLoose) yield return "";
            var mark = list.IsOrdered ? string.Create(CultureInfo.InvariantCulture, $"{index + 1}. ") : "- ";
            var lines = Indent(Lines(item, width - mark.Length, list.IsLoose), mark.Length).ToList();
            yield return lines.Count == 0 ? mark.TrimEnd() : mark + lines[0].TrimStart();
            foreach (var line in lines.Skip(1)) yield return line;
        }
    }
}
