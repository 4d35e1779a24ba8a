using System.Globalization;
using System.Xml.Linq;
using MeshFederation.Help.Pages;
using MeshFederation.Help.Text;
using static MeshFederation.Help.Maml.MamlNames;

namespace MeshFederation.Help.Maml;

/// <summary>Parameters as MAML, in the syntax and in the list of parameters.</summary>
internal static class MamlParameter
{
    /// <summary>A parameter in a syntax line; its values may stand for its type there, and a switch shows neither.</summary>
    public static XElement InSyntax(HelpParameterAttributes attributes, string name)
    {
        var value = attributes.IsSwitch ? null : attributes.AcceptedValues.Count > 0 ? ValueGroup(attributes) : Value(attributes);
        return Element(attributes, name, value is null ? [] : [value]);
    }

    /// <summary>
    /// A parameter with its description. Get-Help shows but one set of attributes, so the first block of the page counts.
    /// </summary>
    public static XElement InList(HelpParameter parameter)
    {
        var attributes = parameter.Attributes[0];
        var accepted = attributes.AcceptedValues;
        IEnumerable<HelpBlock> description = accepted.Count == 0
            ? parameter.Description
            : [.. parameter.Description, new HelpParagraph($"Accepted values: {string.Join(", ", accepted)}.", parameter.Line)];
        return Element(
            attributes, parameter.Name, [new XElement(Markup + "description", MamlText.Paragraphs(description)), Value(attributes)]);
    }

    private static XElement Element(HelpParameterAttributes attributes, string name, XElement[] content) => new(
        Command + "parameter",
        new XAttribute("required", attributes.IsRequired),
        new XAttribute("variableLength", IsArray(attributes)),
        new XAttribute("globbing", attributes.AcceptsWildcards),
        new XAttribute("pipelineInput", Pipeline(attributes)),
        new XAttribute("position", attributes.Position?.ToString(CultureInfo.InvariantCulture) ?? "named"),
        new XAttribute("aliases", attributes.Aliases.Count == 0 ? "none" : string.Join(", ", attributes.Aliases)),
        new XElement(Markup + "name", name),
        content,
        new XElement(Dev + "type", new XElement(Markup + "name", attributes.Type), new XElement(Markup + "uri")),
        new XElement(Dev + "defaultValue", attributes.DefaultValue ?? (attributes.IsSwitch ? "False" : "None")));

    private static XElement Value(HelpParameterAttributes attributes) =>
        new(
            Command + "parameterValue",
            new XAttribute("required", !attributes.IsSwitch),
            new XAttribute("variableLength", IsArray(attributes)),
            attributes.Type);

    private static XElement ValueGroup(HelpParameterAttributes attributes) => new(
        Command + "parameterValueGroup",
        attributes.AcceptedValues.Select(value => new XElement(
            Command + "parameterValue", new XAttribute("required", "false"), new XAttribute("variableLength", "false"), value)));

    private static bool IsArray(HelpParameterAttributes attributes) => attributes.Type.EndsWith("[]", StringComparison.Ordinal);

    private static string Pipeline(HelpParameterAttributes attributes) =>
        (attributes.FromPipeline, attributes.FromPipelineByPropertyName) switch
        {
            (true, true) => "True (ByPropertyName, ByValue)",
            (true, false) => "True (ByValue)",
            (false, true) => "True (ByPropertyName)",
            _ => "False",
        };
}
