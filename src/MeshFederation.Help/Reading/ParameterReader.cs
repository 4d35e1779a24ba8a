using System.Globalization;
using Markdig.Syntax;
using MeshFederation.Help.Pages;

namespace MeshFederation.Help.Reading;

/// <summary>Reads the PARAMETERS section.</summary>
internal sealed class ParameterReader
{
    private const string CommonParameters = "CommonParameters";
    private readonly HelpDocument _document;

    public ParameterReader(HelpDocument document) => _document = document;

    public IReadOnlyList<HelpParameter> Read(HelpSection section)
    {
        foreach (var block in section.Blocks) Refuse(block.Line + 1, "Text under PARAMETERS must stand under the heading of a parameter.");
        if (!section.Sections.Exists(IsCommon)) Refuse(section.Line, $"'### {CommonParameters}' is missing.");
        var parameters = section.Sections.Where(entry => !IsCommon(entry)).Select(Parameter).ToList();
        foreach (var twice in parameters.GroupBy(parameter => parameter.Name, StringComparer.OrdinalIgnoreCase)
            .SelectMany(group => group.Skip(1)))
        {
            Refuse(twice.Line, $"-{twice.Name} is there twice.");
        }

        return parameters;
    }

    private static bool IsCommon(HelpSection section) => section.Title == CommonParameters;

    private HelpParameter Parameter(HelpSection section)
    {
        if (!section.Title.StartsWith('-'))
            Refuse(section.Line, $"'{section.Title}' must be the name of a parameter with its dash, or {CommonParameters}.");
        var yaml = section.Blocks.OfType<FencedCodeBlock>().Where(IsAttributes).ToList();
        if (yaml.Count == 0) Refuse(section.Line, $"{section.Title} has no yaml block with its attributes.");
        var description = _document.Blocks.Read(section.Blocks.Where(block => !yaml.Contains(block)));
        if (description.Count == 0) _document.Errors.Add(section.Line, HelpErrorCode.EmptyText, $"{section.Title} has no description.");
        return new(section.Title.TrimStart('-'), description, [.. yaml.Select(Attributes)], section.Line);
    }

    /// <summary>Other yaml may illustrate a description, so only a block with a type counts.</summary>
    private static bool IsAttributes(FencedCodeBlock block) =>
        block.Info == "yaml" && block.Lines.ToString().StartsWith("Type:", StringComparison.OrdinalIgnoreCase);

    private HelpParameterAttributes Attributes(FencedCodeBlock block)
    {
        var lines = new KeyedLines(block, _document.Errors, HelpErrorCode.Parameter);
        lines.Allow(
            "Type",
            "Parameter Sets",
            "Aliases",
            "Accepted values",
            "Required",
            "Position",
            "Default value",
            "Accept pipeline input",
            "Accept wildcard characters");
        var sets = lines.List("Parameter Sets");
        var defaultValue = lines.RequiredText("Default value");
        var pipeline = Pipeline(lines);
        return new()
        {
            Type = lines.RequiredText("Type"),
            ParameterSets = sets is ["(All)"] ? [] : sets,
            Aliases = lines.List("Aliases"),
            AcceptedValues = lines.Has("Accepted values") ? lines.List("Accepted values") : [],
            IsRequired = lines.Flag("Required"),
            Position = Position(lines),
            DefaultValue = defaultValue is "None" ? null : defaultValue,
            FromPipeline = pipeline.Contains("ByValue", StringComparer.Ordinal),
            FromPipelineByPropertyName = pipeline.Contains("ByPropertyName", StringComparer.Ordinal),
            AcceptsWildcards = lines.Flag("Accept wildcard characters"),
            Line = lines.Line,
        };
    }

    private int? Position(KeyedLines lines)
    {
        var text = lines.Text("Position");
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var position)) return position;
        if (lines.Has("Position") && text != "Named")
            Refuse(lines.LineOf("Position"), $"'Position:' is '{text}', not Named or a number from 0.");
        return null;
    }

    private string[] Pipeline(KeyedLines lines)
    {
        const string Key = "Accept pipeline input";
        var text = lines.Text(Key);
        if (text is "False" or "") return [];
        if (text is "True (ByValue)" or "True (ByPropertyName)" or "True (ByPropertyName, ByValue)") return text[6..^1].Split(", ");
        Refuse(
            lines.LineOf(Key),
            $"'{Key}:' is '{text}', not False, True (ByValue), True (ByPropertyName) or True (ByPropertyName, ByValue).");
        return [];
    }

    private void Refuse(int line, string message) => _document.Errors.Add(line, HelpErrorCode.Parameter, message);
}
