namespace MeshFederation.Help;

/// <summary>The codes of the errors.</summary>
public static class HelpErrorCode
{
    /// <summary>The folder of the pages has no pages.</summary>
    public const string NoPages = "MFH001";

    /// <summary>The front matter is missing or lacks something.</summary>
    public const string FrontMatter = "MFH002";

    /// <summary>The heading of the page is not the name of its file.</summary>
    public const string Title = "MFH003";

    /// <summary>A section is missing.</summary>
    public const string MissingSection = "MFH004";

    /// <summary>A heading that does not belong where it is.</summary>
    public const string UnknownSection = "MFH005";

    /// <summary>A text is empty that Get-Help shows.</summary>
    public const string EmptyText = "MFH006";

    /// <summary>A syntax line cannot be read.</summary>
    public const string Syntax = "MFH007";

    /// <summary>The yaml block of a parameter is missing or wrong.</summary>
    public const string Parameter = "MFH008";

    /// <summary>SYNTAX and PARAMETERS contradict each other.</summary>
    public const string Contradiction = "MFH009";

    /// <summary>An example is missing, misnumbered or without code.</summary>
    public const string Example = "MFH010";

    /// <summary>A template's placeholder was left in the page.</summary>
    public const string Placeholder = "MFH011";

    /// <summary>Markup that cannot be shown as plain text.</summary>
    public const string Markup = "MFH012";

    /// <summary>A related link leads nowhere.</summary>
    public const string Link = "MFH013";

    /// <summary>A line of an about topic is too long.</summary>
    public const string Width = "MFH014";
}
