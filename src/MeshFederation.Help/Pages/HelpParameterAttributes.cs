namespace MeshFederation.Help.Pages;

/// <summary>The yaml block of a parameter.</summary>
public sealed record HelpParameterAttributes
{
    /// <summary>The short type name, as <c>String[]</c> or <c>SwitchParameter</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The parameter sets that the block speaks of; empty for all.</summary>
    public required IReadOnlyList<string> ParameterSets { get; init; }

    /// <summary>Other names of the parameter.</summary>
    public required IReadOnlyList<string> Aliases { get; init; }

    /// <summary>The only values allowed; empty when there is no such list.</summary>
    public required IReadOnlyList<string> AcceptedValues { get; init; }

    /// <summary>Whether the parameter is mandatory.</summary>
    public required bool IsRequired { get; init; }

    /// <summary>The position, from 0, or null when the name must be given.</summary>
    public required int? Position { get; init; }

    /// <summary>The default value as the page tells it, or null for none.</summary>
    public required string? DefaultValue { get; init; }

    /// <summary>Whether a piped object is taken as its value.</summary>
    public required bool FromPipeline { get; init; }

    /// <summary>Whether a property of a piped object is taken as its value.</summary>
    public required bool FromPipelineByPropertyName { get; init; }

    /// <summary>Whether wildcards are understood.</summary>
    public required bool AcceptsWildcards { get; init; }

    /// <summary>The line in the page, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>Whether it is a switch.</summary>
    public bool IsSwitch => Type == "SwitchParameter";

    /// <summary>Whether the block holds for a parameter set.</summary>
    /// <param name="parameterSet">The set's name, or null for the only set.</param>
    /// <returns>True when it does.</returns>
    public bool IsIn(string? parameterSet) =>
        ParameterSets.Count == 0 || (parameterSet is not null && ParameterSets.Contains(parameterSet, StringComparer.OrdinalIgnoreCase));
}
