using MeshFederation.Model.Errors;

namespace MeshFederation.Commands.Arguments;

/// <summary>Takes a number of requests.</summary>
public sealed class RequestCountArgumentAttribute : NumberArgumentAttribute
{
    /// <inheritdoc />
    protected override MeshException Invalid(string text) => ConnectionLimitErrors.Invalid(text);
}
