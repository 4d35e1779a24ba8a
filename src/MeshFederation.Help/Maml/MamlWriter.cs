using System.Text;
using System.Xml;
using System.Xml.Linq;
using MeshFederation.Help.Pages;
using static MeshFederation.Help.Maml.MamlNames;

namespace MeshFederation.Help.Maml;

/// <summary>Writes pages as the XML that Get-Help reads, called MAML.</summary>
public static class MamlWriter
{
    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes the help file of an assembly.</summary>
    /// <param name="pages">The pages of its cmdlets.</param>
    /// <returns>The file's text, lines ending in <c>\n</c>; the same for the same pages in any order.</returns>
    public static string Write(IEnumerable<HelpPage> pages)
    {
        var root = new XElement(
            Root + "helpItems",
            new XAttribute("schema", "maml"),
            new XAttribute(XNamespace.Xmlns + "maml", MamlNames.Markup),
            new XAttribute(XNamespace.Xmlns + "command", Command),
            new XAttribute(XNamespace.Xmlns + "dev", Dev),
            pages.OrderBy(page => page.Name, StringComparer.Ordinal).Select(MamlCommand.Of));
        using var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, new() { Encoding = Encoding, Indent = true, NewLineChars = "\n" }))
        {
            new XDocument(root).Save(writer);
        }

        return Encoding.GetString(stream.ToArray()) + "\n";
    }
}
