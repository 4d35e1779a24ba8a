namespace MeshFederation.Help.Reading;

/// <summary>The sections that a cmdlet's page has, in the order in which they stand.</summary>
internal sealed class PageSections
{
    private static readonly string[] Order =
        ["SYNOPSIS", "SYNTAX", "DESCRIPTION", "EXAMPLES", "PARAMETERS", "INPUTS", "OUTPUTS", "NOTES", "RELATED LINKS"];
    private static readonly string[] WithoutHeadings = ["SYNOPSIS", "DESCRIPTION", "NOTES", "RELATED LINKS"];
    private readonly HelpDocument _document;

    public PageSections(HelpDocument document)
    {
        _document = document;
        foreach (var block in document.Title.Blocks)
            document.Errors.Add(block.Line + 1, HelpErrorCode.UnknownSection, "Text must stand under the heading of a section.");
        var last = -1;
        foreach (var section in document.Title.Sections)
        {
            var index = Array.IndexOf(Order, section.Title);
            if (index < 0) Refuse(section, $"'## {section.Title}' is no section of a help page; these are: {string.Join(", ", Order)}.");
            else if (index <= last)
                Refuse(section, $"'## {section.Title}' stands in the wrong place; the order is: {string.Join(", ", Order)}.");
            else last = index;
            foreach (var nested in section.Sections) CheckNested(section, nested);
        }
    }

    /// <summary>A section; an empty one when the page lacks it, after saying so.</summary>
    public HelpSection this[string title]
    {
        get
        {
            if (Find(title) is { } section) return section;
            _document.Errors.Add(_document.Title.Line, HelpErrorCode.MissingSection, $"The section '## {title}' is missing.");
            return new(2, title, _document.Title.Line);
        }
    }

    public HelpSection? Find(string title) => _document.Title.Sections.Find(section => section.Title == title);

    private void CheckNested(HelpSection section, HelpSection nested)
    {
        if (WithoutHeadings.Contains(section.Title, StringComparer.Ordinal))
            Refuse(nested, $"'{section.Title}' has no headings of its own; Get-Help could not show '{nested.Title}'.");
        foreach (var deep in nested.Sections) Refuse(deep, $"Get-Help could not show a heading under '{nested.Title}'.");
    }

    private void Refuse(HelpSection section, string message) => _document.Errors.Add(section.Line, HelpErrorCode.UnknownSection, message);
}
