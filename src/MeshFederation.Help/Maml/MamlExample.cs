using System.Xml.Linq;
using MeshFederation.Help.Pages;
using static MeshFederation.Help.Maml.MamlNames;

namespace MeshFederation.Help.Maml;

/// <summary>An example as MAML.</summary>
internal static class MamlExample
{
    private const int TitleWidth = 72;

    public static XElement Of(HelpExample example)
    {
        var introduction = MamlText.Text(example.Introduction);
        var remarks = MamlText.Paragraphs(example.Remarks);
        return new(
            Command + "example",
            new XElement(Markup + "title", Title(example.Title)),
            introduction.Length == 0 ? null : new XElement(Markup + "introduction", new XElement(Markup + "para", introduction + "\n\n")),
            new XElement(Dev + "code", string.Join("\n\n", example.Code.Select(code => code.Text))),
            remarks.Count == 0 ? null : new XElement(Dev + "remarks", remarks, MamlText.EmptyLine));
    }

    /// <summary>The title between dashes, as Get-Help's readers know it.</summary>
    private static string Title(string title)
    {
        var dashes = new string('-', Math.Max(TitleWidth - title.Length - 2, 6) / 2);
        return $"{dashes} {title} {dashes}";
    }
}
