using System.Xml.Linq;
using MeshFederation.Help.Text;
using static MeshFederation.Help.Maml.MamlNames;

namespace MeshFederation.Help.Maml;

/// <summary>Blocks of text as MAML.</summary>
internal static class MamlText
{
    private static readonly PlainText Plain = new(wraps: false, codeIndent: 4);

    /// <summary>An empty paragraph, which Get-Help shows as an empty line.</summary>
    public static XElement EmptyLine => new(Markup + "para");

    /// <summary>The blocks for a place where Get-Help shows nothing but paragraphs.</summary>
    public static IEnumerable<XElement> Paragraphs(IEnumerable<HelpBlock> blocks) => Join(blocks, listsStay: false);

    /// <summary>The blocks for the descriptions, where Get-Help can show lists with hanging indents.</summary>
    public static IEnumerable<XElement> WithLists(IEnumerable<HelpBlock> blocks) => Join(blocks, listsStay: true);

    /// <summary>The blocks as a single text.</summary>
    public static string Text(IEnumerable<HelpBlock> blocks) => string.Join('\n', Plain.Lines(blocks));

    /// <summary>
    /// Get-Help trims each paragraph. So a block whose first line is indented goes into the paragraph before it.
    /// </summary>
    private static List<XElement> Join(IEnumerable<HelpBlock> blocks, bool listsStay)
    {
        var elements = new List<XElement>();
        foreach (var block in blocks)
        {
            if (elements is [.., { Name.LocalName: "list" }]) elements.Add(EmptyLine);
            var text = Text([block]);
            if (listsStay && block is HelpList { IsFlat: true } list) elements.Add(List(list));
            else if (text.StartsWith(' ') && elements is [.., { Name.LocalName: "para", IsEmpty: false } last]) last.Value += "\n\n" + text;
            else elements.Add(new(Markup + "para", text));
        }

        return elements;
    }

    private static XElement List(HelpList list) =>
        new(Markup + "list", new XAttribute("class", list.IsOrdered ? "ordered" : "bullet"), list.Items.Select(item => new XElement(Markup + "listItem", new XElement(Markup + "para", Text(item)))));
}
