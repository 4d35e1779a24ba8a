using System.Text.RegularExpressions;
using Markdig.Syntax;
using MeshFederation.Help.Pages;

namespace MeshFederation.Help.Reading;

/// <summary>Reads the SYNTAX section.</summary>
internal sealed partial class SyntaxReader
{
    private const string CommonParameters = "[<CommonParameters>]";
    private const string Default = " (Default)";
    private readonly string _command;
    private readonly PageErrors _errors;

    public SyntaxReader(string command, PageErrors errors) => (_command, _errors) = (command, errors);

    public IReadOnlyList<HelpSyntax> Read(HelpSection section)
    {
        if (section.Sections.Count == 0) return Only(section, parameterSet: null, isDefault: true) is { } only ? [only] : [];
        if (section.Blocks.Count > 0)
        {
            _errors.Add(
                section.Blocks[0].Line + 1,
                HelpErrorCode.Syntax,
                "With headings of parameter sets, every syntax stands under one of them.");
        }
        return [.. section.Sections.Select(Set).OfType<HelpSyntax>()];
    }

    private HelpSyntax? Set(HelpSection section)
    {
        var isDefault = section.Title.EndsWith(Default, StringComparison.OrdinalIgnoreCase);
        return Only(section, isDefault ? section.Title[..^Default.Length] : section.Title, isDefault);
    }

    private HelpSyntax? Only(HelpSection section, string? parameterSet, bool isDefault)
    {
        if (section.Blocks is [FencedCodeBlock code]) return new(parameterSet, isDefault, Parameters(code), code.Line + 1);
        _errors.Add(
            section.Line, HelpErrorCode.Syntax, $"'{section.Title}' must hold one block of code with the syntax, and nothing else.");
        return null;
    }

    private List<HelpSyntaxParameter> Parameters(FencedCodeBlock code)
    {
        var text =
            string.Join(' ', code.Lines.ToString().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        var parameters = new List<HelpSyntaxParameter>();
        if (text != _command && !text.StartsWith(_command + " ", StringComparison.Ordinal))
            return Refuse(code, $"The syntax must begin with '{_command}'.");
        if (!text.EndsWith(CommonParameters, StringComparison.Ordinal))
            return Refuse(code, $"The syntax must end with '{CommonParameters}'.");
        var rest = text[_command.Length..^CommonParameters.Length].Trim();
        while (rest.Length > 0)
        {
            var match = Item.Match(rest);
            if (!match.Success || (match.Length < rest.Length && !char.IsWhiteSpace(rest[match.Length])))
            {
                return Refuse(code, $"The syntax cannot be read from '{rest}' on.");
            }

            parameters.Add(Parameter(match));
            rest = rest[match.Length..].TrimStart();
        }

        return parameters;
    }

    private static HelpSyntaxParameter Parameter(Match match)
    {
        var values = match.Groups["values"].Value.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var type = match.Groups["type"] is { Success: true } group ? group.Value : null;
        return new(match.Groups["name"].Value, type, values, !match.Groups["optional"].Success, match.Groups["positional"].Success);
    }

    private List<HelpSyntaxParameter> Refuse(FencedCodeBlock code, string message)
    {
        _errors.Add(code.Line + 1, HelpErrorCode.Syntax, message);
        return [];
    }

    /// <summary>
    /// One of <c>[[-Name] &lt;T&gt;]</c>, <c>[-Name] &lt;T&gt;</c>, <c>[-Name &lt;T&gt;]</c>, <c>-Name &lt;T&gt;</c>, with <c>{A | B}</c>
    /// for <c>&lt;T&gt;</c> or neither for a switch.
    /// </summary>
    [GeneratedRegex(
        """
        ^(?:
          (?<optional>\[)(?<positional>\[)-(?<name>\w+)\]\s+(?:<(?<type>[^<>]+)>|\{(?<values>[^{}]+)\})\]
        | (?<positional>\[)-(?<name>\w+)\]\s+(?:<(?<type>[^<>]+)>|\{(?<values>[^{}]+)\})
        | (?<optional>\[)-(?<name>\w+)(?:\s+(?:<(?<type>[^<>]+)>|\{(?<values>[^{}]+)\}))?\]
        | -(?<name>\w+)(?:\s+(?:<(?<type>[^<>]+)>|\{(?<values>[^{}]+)\}))?
        )
        """,
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Item { get; }
}
