using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using MeshFederation.Help.Pages;

namespace MeshFederation.Help.Reading;

/// <summary>Reads the RELATED LINKS section: links in paragraphs or in a list.</summary>
internal sealed class LinkReader
{
    private readonly HelpDocument _document;

    public LinkReader(HelpDocument document) => _document = document;

    public IReadOnlyList<HelpLink> Read(HelpSection section)
    {
        var links = new List<HelpLink>();
        foreach (var paragraph in section.Blocks.SelectMany(Paragraphs))
        {
            var found = (paragraph.Inline ?? []).OfType<LinkInline>().Select(Link).ToList();
            if (found.Count == 0) Refuse(paragraph.Line + 1, "Here must be a link, as [Get-MeshCluster](Get-MeshCluster.md).");
            foreach (var link in found.Where(link => !Exists(link)))
                Refuse(paragraph.Line + 1, $"'{link.Target}' is neither a web address nor a page beside this one.");
            links.AddRange(found);
        }

        return links;
    }

    private static IEnumerable<ParagraphBlock> Paragraphs(Block block) =>
        block is ContainerBlock container ? container.SelectMany(Paragraphs) : block is ParagraphBlock paragraph ? [paragraph] : [];

    private HelpLink Link(LinkInline link) => new(InlineText.Of(link, _document.Errors), link.Url ?? "");

    private bool Exists(HelpLink link) =>
        link.Uri is not null
        || (link.Target.Length > 0 && File.Exists(Path.Combine(Path.GetDirectoryName(_document.Path) ?? "", link.Target.Split('#')[0])));

    private void Refuse(int line, string message) => _document.Errors.Add(line, HelpErrorCode.Link, message);
}
