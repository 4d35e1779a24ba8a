using System.Globalization;
using MeshFederation.Help.Reading;
using MeshFederation.Help.Text;

namespace MeshFederation.Help.About;

/// <summary>
/// Reads an about topic: <c># about_Name</c>, <c>## SHORT DESCRIPTION</c>, <c>## LONG DESCRIPTION</c> and sections of any name.
/// </summary>
public static class AboutTopicReader
{
    private const string Short = "SHORT DESCRIPTION";
    private const string Long = "LONG DESCRIPTION";

    /// <summary>Reads a topic.</summary>
    /// <param name="path">The file, named after the topic.</param>
    /// <returns>The topic.</returns>
    /// <exception cref="HelpException">The page is not complete, or too wide.</exception>
    public static AboutTopic Read(string path)
    {
        var document = HelpDocument.Read(path);
        foreach (var block in document.Title.Blocks)
            document.Errors.Add(block.Line + 1, HelpErrorCode.UnknownSection, "Text must stand under the heading of a section.");
        foreach (var (title, index) in new[] { (Short, 0), (Long, 1) }.Where(
            entry => !Is(document.Title.Sections.ElementAtOrDefault(entry.Item2), entry.Item1)))
        {
            document.Errors.Add(
                document.Title.Line,
                HelpErrorCode.MissingSection,
                $"'## {title}' must be section {(index + 1).ToString(CultureInfo.InvariantCulture)} of the page.");
        }

        document.Errors.ThrowIfAny();
        var summary = ShortDescription(document, document.Title.Sections[0]);
        var sections = document.Title.Sections.Skip(1).SelectMany(section => Sections(document, section)).ToList();
        foreach (var section in sections) CheckWidth(section.Blocks, PlainText.CustomaryWidth, document.Errors);
        document.Errors.ThrowIfAny();
        return new(document.Name, summary, sections);
    }

    private static bool Is(HelpSection? section, string title) => title.Equals(section?.Title, StringComparison.OrdinalIgnoreCase);

    private static string ShortDescription(HelpDocument document, HelpSection section)
    {
        var blocks = document.Blocks.Read(section.Blocks);
        if (section.Sections.Count == 0
            && blocks is [HelpParagraph { Text.Length: <= PlainText.CustomaryWidth } paragraph]
            && !paragraph.Text.Contains('\n', StringComparison.Ordinal))
        {
            return paragraph.Text;
        }
        document.Errors.Add(
            section.Line,
            HelpErrorCode.Width,
            $"{Short} must be one paragraph of at most {PlainText.CustomaryWidth.ToString(CultureInfo.InvariantCulture)} characters, for "
            + "Get-Help lists topics by its first line.");
        return "";
    }

    private static IEnumerable<AboutSection> Sections(HelpDocument document, HelpSection section)
    {
        var blocks = document.Blocks.Read(section.Blocks);
        if (blocks.Count == 0 && section.Sections.Count == 0)
            document.Errors.Add(section.Line, HelpErrorCode.EmptyText, $"'{section.Title}' is empty.");
        return [new(section.Title, section.Level, blocks), .. section.Sections.SelectMany(nested => Sections(document, nested))];
    }

    private static void CheckWidth(IEnumerable<HelpBlock> blocks, int width, PageErrors errors)
    {
        foreach (var block in blocks)
        {
            if (block is HelpList list) CheckWidth(list.Items.SelectMany(item => item), width - AboutTopicWriter.MarkWidth(list), errors);
            if (block is HelpCode code) CheckWidth(code, width - AboutTopicWriter.CodeIndent, errors);
        }
    }

    private static void CheckWidth(HelpCode code, int width, PageErrors errors)
    {
        foreach (var (_, index) in code.Text.Split('\n').Select((text, index) => (text, index)).Where(line => line.text.Length > width))
        {
            errors.Add(
                code.Line + 1 + index,
                HelpErrorCode.Width,
                $"Code in an about topic has at most {width.ToString(CultureInfo.InvariantCulture)} characters a line here, so that 80 "
                + "columns suffice.");
        }
    }
}
