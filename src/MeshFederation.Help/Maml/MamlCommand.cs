using System.Xml.Linq;
using MeshFederation.Help.Pages;
using static MeshFederation.Help.Maml.MamlNames;

namespace MeshFederation.Help.Maml;

/// <summary>A cmdlet's page as MAML.</summary>
internal static class MamlCommand
{
    public static XElement Of(HelpPage page) => new(
        Command + "command",
        Details(page),
        new XElement(Markup + "description", MamlText.Paragraphs(page.Description)),
        new XElement(Command + "syntax", page.Syntax.Select(syntax => Syntax(page, syntax))),
        new XElement(Command + "parameters", page.Parameters.Select(MamlParameter.InList)),
        new XElement(Command + "inputTypes", page.Inputs.Select(type => Type(Command + "inputType", type))),
        new XElement(Command + "returnValues", page.Outputs.Select(type => Type(Command + "returnValue", type))),
        page.Notes.Count == 0 ? null : new XElement(Markup + "alertSet", new XElement(Markup + "alert", MamlText.Paragraphs(page.Notes))),
        new XElement(Command + "examples", page.Examples.Select(MamlExample.Of)),
        new XElement(Command + "relatedLinks", Links(page).Select(Link)));

    private static XElement Details(HelpPage page)
    {
        var dash = page.Name.IndexOf('-', StringComparison.Ordinal);
        return new(
            Command + "details",
            new XElement(Command + "name", page.Name),
            new XElement(Command + "verb", page.Name[..dash]),
            new XElement(Command + "noun", page.Name[(dash + 1)..]),
            new XElement(Markup + "description", new XElement(Markup + "para", page.Synopsis)));
    }

    private static XElement Syntax(HelpPage page, HelpSyntax syntax) => new(
        Command + "syntaxItem",
        new XElement(Markup + "name", page.Name),
        syntax.Parameters.Select(shown => MamlParameter.InSyntax(Attributes(page, syntax, shown), shown.Name)));

    private static HelpParameterAttributes Attributes(HelpPage page, HelpSyntax syntax, HelpSyntaxParameter shown) =>
        page.Parameters.First(parameter => parameter.Name == shown.Name).InSet(syntax.ParameterSet)
        ?? throw new ArgumentException($"-{shown.Name} is not in parameter set '{syntax.ParameterSet}' of {page.Name}.", nameof(page));

    private static XElement Type(XName name, HelpType type) => new(
        name,
        new XElement(Dev + "type", new XElement(Markup + "name", type.Name)),
        new XElement(Markup + "description", MamlText.Paragraphs(type.Description)));

    /// <summary>Get-Help -Online opens the first link that has an address, so the online version leads.</summary>
    private static IEnumerable<HelpLink> Links(HelpPage page) =>
        [new("Online Version:", page.OnlineVersion.OriginalString), .. page.Links.Where(link => link.Uri != page.OnlineVersion)];

    private static XElement Link(HelpLink link) => new(
        Markup + "navigationLink",
        new XElement(Markup + "linkText", link.Text),
        new XElement(Markup + "uri", link.Uri?.OriginalString));
}
