using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;

namespace MeshFederation.Help.Reading;

/// <summary>A page as headings and what stands under them.</summary>
internal sealed partial class HelpDocument
{
    private static readonly MarkdownPipeline Pipeline =
        new MarkdownPipelineBuilder().UseYamlFrontMatter().UsePipeTables().UsePreciseSourceLocation().Build();

    private HelpDocument(string path, PageErrors errors) => (Path, Errors, Blocks) = (path, errors, new(errors));

    public string Path { get; }

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public PageErrors Errors { get; }

    public BlockReader Blocks { get; }

    public YamlFrontMatterBlock? FrontMatter { get; private set; }

    public HelpSection Title { get; private set; } = new(1, "", 1);

    public static HelpDocument Read(string path)
    {
        var document = new HelpDocument(path, new(path));
        var text = File.ReadAllText(path);
        document.CheckPlaceholders(text);
        document.Add(Markdown.Parse(text, Pipeline));
        return document;
    }

    private void Add(MarkdownDocument markdown)
    {
        var open = new Stack<HelpSection>();
        foreach (var block in markdown)
        {
            if (block is YamlFrontMatterBlock frontMatter) FrontMatter = frontMatter;
            else if (block is HeadingBlock heading) Open(heading, open);
            else if (open.TryPeek(out var section)) section.Blocks.Add(block);
            else if (block is not HtmlBlock { Type: HtmlBlockType.Comment })
                Errors.Add(block.Line + 1, HelpErrorCode.Title, $"The page must begin with the heading '# {Name}'.");
        }

        if (Title.Title != Name) Errors.Add(Title.Line, HelpErrorCode.Title, $"The page must begin with the heading '# {Name}'.");
    }

    private void Open(HeadingBlock heading, Stack<HelpSection> open)
    {
        var section = new HelpSection(heading.Level, InlineText.OfHeading(heading, Errors), heading.Line + 1);
        while (open.TryPeek(out var last) && last.Level >= section.Level) open.Pop();
        if (section.Level == 1 && Title.Title.Length == 0)
        {
            Title = section;
        }
        else if (open.TryPeek(out var parent) && parent.Level == section.Level - 1)
        {
            parent.Sections.Add(section);
        }
        else
        {
            Errors.Add(
                section.Line, HelpErrorCode.UnknownSection, $"A heading of level {section.Level} cannot stand here: '{section.Title}'.");
        }
        open.Push(section);
    }

    private void CheckPlaceholders(string text)
    {
        foreach (Match match in Placeholder.Matches(text))
        {
            Errors.Add(
                text.AsSpan(0, match.Index).Count('\n') + 1,
                HelpErrorCode.Placeholder,
                $"'{match.Value}' is a placeholder of the template; write what belongs there.");
        }
    }

    [GeneratedRegex(@"\{\{\s*(Fill|Add|Manually|Please|Update)\b[^}\n]*\}*",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Placeholder { get; }
}
