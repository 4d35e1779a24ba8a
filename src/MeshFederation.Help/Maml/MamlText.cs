using System.Xml.Linq;
using MeshFederation.Help.Text;
using static MeshFederation.Help.Maml.MamlNames;

namespace MeshFederation.Help.Maml;

/// <summary>
/// Blocks of text as MAML paragraphs. MAML's own lists are not used: Get-Help shows them in some places only, and loses
/// the empty line behind them.
/// </summary>
internal static class MamlText
{
    /// <summary>What 80 columns leave beside the indent of a parameter's description in Get-Help -Full.</summary>
    private const int Width = 72;
    private const int CodeIndent = 4;
    private static readonly PlainText Plain = new(CodeIndent);

    /// <summary>An empty paragraph, which Get-Help shows as an empty line at the end of others.</summary>
    public static XElement EmptyLine => new(Markup + "para");

    /// <summary>The blocks as a single text.</summary>
    public static string Text(IEnumerable<HelpBlock> blocks) => string.Join("\n\n", blocks.Select(Text));

    /// <summary>
    /// The blocks as paragraphs. Get-Help trims each, so a block whose first line is indented goes into the one before it.
    /// </summary>
    public static List<XElement> Paragraphs(IEnumerable<HelpBlock> blocks)
    {
        var paragraphs = new List<XElement>();
        foreach (var text in blocks.Select(Text))
        {
            if (text.StartsWith(' ') && paragraphs.Count > 0) paragraphs[^1].Value += "\n\n" + text;
            else paragraphs.Add(new(Markup + "para", text));
        }

        return paragraphs;
    }

    /// <summary>Get-Help fits paragraphs into the window by itself, but it knows no hanging indents and no columns.</summary>
    private static string Text(HelpBlock block) =>
        block is HelpParagraph paragraph ? paragraph.Text : string.Join('\n', Plain.Lines(block, Width));
}
