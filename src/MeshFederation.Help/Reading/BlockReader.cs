using Markdig.Extensions.Tables;
using Markdig.Syntax;
using MeshFederation.Help.Text;

namespace MeshFederation.Help.Reading;

/// <summary>Markdown's blocks as blocks of plain text.</summary>
internal sealed class BlockReader
{
    private readonly PageErrors _errors;

    public BlockReader(PageErrors errors) => _errors = errors;

    public IReadOnlyList<HelpBlock> Read(IEnumerable<Block> blocks) => [.. blocks.SelectMany(ReadOne)];

    private IEnumerable<HelpBlock> ReadOne(Block block)
    {
        var line = block.Line + 1;
        return block switch
        {
            ParagraphBlock paragraph => NotEmpty(new HelpParagraph(InlineText.Of(paragraph.Inline, _errors), line)),
            CodeBlock code => [Code(code, line)],
            ListBlock list =>
                [new HelpList(list.IsOrdered, list.IsLoose, [.. list.OfType<ListItemBlock>().Select(item => Read(item))], line)],
            QuoteBlock quote => Read(quote),
            Table table => [Read(table, line)],
            LinkReferenceDefinitionGroup or HtmlBlock { Type: HtmlBlockType.Comment } => [],
            _ => Refuse(block, line),
        };
    }

    private static HelpCode Code(CodeBlock code, int line) =>
        new((code as FencedCodeBlock)?.Info ?? "", code.Lines.ToString().Trim('\n'), line);

    private HelpTable Read(Table table, int line)
    {
        var width = table.OfType<TableRow>().Max(row => row.Count);
        return new([.. table.OfType<TableRow>().Select(row => Cells(row, width))], line);
    }

    private string[] Cells(TableRow row, int width)
    {
        var cells = Enumerable.Repeat("", width).ToArray();
        for (var index = 0; index < row.Count; index++)
        {
            cells[index] =
                string.Join(' ', ((TableCell)row[index]).OfType<LeafBlock>().Select(leaf => InlineText.Of(leaf.Inline, _errors)));
        }

        return cells;
    }

    private static IEnumerable<HelpBlock> NotEmpty(HelpParagraph paragraph) => paragraph.Text.Length == 0 ? [] : [paragraph];

    private IEnumerable<HelpBlock> Refuse(Block block, int line)
    {
        _errors.Add(
            line,
            HelpErrorCode.Markup,
            $"{(block is HtmlBlock ? "HTML" : block.GetType().Name)} cannot be shown as plain text; say it in words.");
        return [];
    }
}
