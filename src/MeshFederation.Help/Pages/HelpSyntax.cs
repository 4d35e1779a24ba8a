namespace MeshFederation.Help.Pages;

/// <summary>The syntax of one parameter set.</summary>
/// <param name="ParameterSet">The set's name, or null when the cmdlet has but one.</param>
/// <param name="IsDefault">Whether the page marks it as the default set.</param>
/// <param name="Parameters">The parameters in the order of the syntax line.</param>
/// <param name="Line">The line in the page, from 1.</param>
public sealed record HelpSyntax(string? ParameterSet, bool IsDefault, IReadOnlyList<HelpSyntaxParameter> Parameters, int Line);
