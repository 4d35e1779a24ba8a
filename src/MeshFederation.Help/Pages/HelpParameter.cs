using MeshFederation.Help.Text;

namespace MeshFederation.Help.Pages;

/// <summary>A parameter as the PARAMETERS section tells it.</summary>
/// <param name="Name">The name without dash.</param>
/// <param name="Description">What it means.</param>
/// <param name="Attributes">Its attributes, one entry for each yaml block; at least one.</param>
/// <param name="Line">The line in the page, from 1.</param>
public sealed record HelpParameter(
    string Name, IReadOnlyList<HelpBlock> Description, IReadOnlyList<HelpParameterAttributes> Attributes, int Line)
{
    /// <summary>The attributes that hold in a parameter set, or null when the parameter is not in it.</summary>
    /// <param name="parameterSet">The set's name, or null for the only set.</param>
    /// <returns>The attributes.</returns>
    public HelpParameterAttributes? InSet(string? parameterSet) => Attributes.FirstOrDefault(attributes => attributes.IsIn(parameterSet));
}
