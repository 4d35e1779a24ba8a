using MeshFederation.Model.Errors;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Commands.Arguments;

/// <summary>Takes a weight in percent.</summary>
public sealed class WeightArgumentAttribute : NumberArgumentAttribute
{
    /// <inheritdoc />
    protected override MeshException Invalid(string text) => DestinationSyntax.WeightInvalid(text, text);
}
