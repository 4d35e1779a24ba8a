using MeshFederation.Help.Pages;
using MeshFederation.Help.Text;

namespace MeshFederation.Help.Reading;

/// <summary>Reads a cmdlet's page in PlatyPS's format, schema 2.0.0.</summary>
public static class HelpPageReader
{
    /// <summary>Reads a page.</summary>
    /// <param name="path">The file, named after the cmdlet.</param>
    /// <returns>The page.</returns>
    /// <exception cref="HelpException">The page is not complete, or contradicts itself.</exception>
    public static HelpPage Read(string path)
    {
        var document = HelpDocument.Read(path);
        if (document.Name.Split('-') is not [{ Length: > 0 }, { Length: > 0 }])
            document.Errors.Add(1, HelpErrorCode.Title, $"'{document.Name}' is not the name of a cmdlet: a verb, a dash and a noun.");
        var frontMatter = new PageFrontMatter(document);
        var sections = new PageSections(document);
        var page = new HelpPage
        {
            Path = path,
            Name = document.Name,
            Module = frontMatter.Module,
            HelpFile = frontMatter.HelpFile,
            OnlineVersion = frontMatter.OnlineVersion,
            Synopsis = Synopsis(document, sections["SYNOPSIS"]),
            Syntax = new SyntaxReader(document.Name, document.Errors).Read(sections["SYNTAX"]),
            Description = Text(document, sections["DESCRIPTION"]),
            Examples = new ExampleReader(document).Read(sections["EXAMPLES"]),
            Parameters = new ParameterReader(document).Read(sections["PARAMETERS"]),
            Inputs = Types(document, sections["INPUTS"]),
            Outputs = Types(document, sections["OUTPUTS"]),
            Notes = sections.Find("NOTES") is { } notes ? document.Blocks.Read(notes.Blocks) : [],
            Links = new LinkReader(document).Read(sections["RELATED LINKS"]),
        };
        document.Errors.ThrowIfAny();
        PageAgreement.Check(page, document.Errors);
        document.Errors.ThrowIfAny();
        return page;
    }

    private static string Synopsis(HelpDocument document, HelpSection section)
    {
        var blocks = Text(document, section);
        if (blocks is [HelpParagraph paragraph]) return paragraph.Text;
        if (blocks.Count > 0) document.Errors.Add(section.Line, HelpErrorCode.EmptyText, "SYNOPSIS must be one paragraph.");
        return "";
    }

    private static IReadOnlyList<HelpBlock> Text(HelpDocument document, HelpSection section)
    {
        var blocks = document.Blocks.Read(section.Blocks);
        if (blocks.Count == 0) document.Errors.Add(section.Line, HelpErrorCode.EmptyText, $"{section.Title} is empty.");
        return blocks;
    }

    private static IReadOnlyList<HelpType> Types(HelpDocument document, HelpSection section)
    {
        if (section.Sections.Count == 0)
            document.Errors.Add(section.Line, HelpErrorCode.EmptyText, $"{section.Title} needs the heading of a type, or '### None'.");
        foreach (var block in section.Blocks)
        {
            document.Errors.Add(
                block.Line + 1, HelpErrorCode.UnknownSection, $"Text under {section.Title} must stand under the heading of a type.");
        }
        return [.. section.Sections.Select(type => new HelpType(type.Title, document.Blocks.Read(type.Blocks)))];
    }
}
