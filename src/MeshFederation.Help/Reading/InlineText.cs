using System.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace MeshFederation.Help.Reading;

/// <summary>Markdown inside a line as plain text.</summary>
internal sealed class InlineText
{
    private readonly PageErrors _errors;
    private readonly StringBuilder _text = new();

    private InlineText(PageErrors errors) => _errors = errors;

    public static string Of(ContainerInline? inlines, PageErrors errors)
    {
        var reader = new InlineText(errors);
        if (inlines is not null) reader.AppendAll(inlines);
        return reader._text.ToString().Trim();
    }

    /// <summary>The text of a heading, in which a type such as <c>List&lt;String&gt;</c> is no markup.</summary>
    public static string OfHeading(HeadingBlock heading, PageErrors errors)
    {
        var reader = new InlineText(errors);
        foreach (var inline in heading.Inline ?? [])
        {
            if (inline is HtmlInline html) reader._text.Append(html.Tag);
            else reader.Append(inline);
        }

        return reader._text.ToString().Trim();
    }

    private void AppendAll(ContainerInline inlines)
    {
        foreach (var inline in inlines) Append(inline);
    }

    private void Append(Inline inline)
    {
        switch (inline)
        {
            case LiteralInline literal: _text.Append(literal.Content); break;
            case CodeInline code: _text.Append(code.Content); break;
            case HtmlEntityInline entity: _text.Append(entity.Transcoded); break;
            case AutolinkInline link: _text.Append(link.Url); break;
            case LineBreakInline lineBreak: _text.Append(lineBreak.IsHard ? '\n' : ' '); break;
            case HtmlInline html when html.Tag.StartsWith("<!--", StringComparison.Ordinal): break;
            case LinkInline { IsImage: false } link: AppendLink(link); break;
            case EmphasisInline emphasis: AppendAll(emphasis); break;
            default: Refuse(inline); break;
        }
    }

    private void AppendLink(LinkInline link)
    {
        var start = _text.Length;
        AppendAll(link);
        var text = _text.ToString(start, _text.Length - start);
        if (Uri.TryCreate(link.Url, UriKind.Absolute, out var uri) && !uri.IsFile && text != link.Url)
            _text.Append(" (").Append(link.Url).Append(')');
    }

    private void Refuse(Inline inline)
    {
        var what = inline is HtmlInline html
            ? $"{html.Tag} is HTML"
            : inline is LinkInline
            ? "An image"
            : $"This markup ({inline.GetType().Name})";
        _errors.Add(
            inline.Line + 1, HelpErrorCode.Markup, $"{what} cannot be shown as plain text; say it in words, or put it into backticks.");
    }
}
