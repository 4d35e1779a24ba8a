using MeshFederation.Model.Errors;

namespace MeshFederation.Commands.Arguments;

/// <summary>Takes the number of a port.</summary>
public sealed class PortNumberArgumentAttribute : NumberArgumentAttribute
{
    /// <inheritdoc />
    protected override MeshException Invalid(string text) => new(
        MeshErrorId.PortOutOfRange,
        MeshErrorKind.InvalidArgument,
        $"'{text}' is not a port number: it must be from 1 to 65535.",
        "Give the number alone, as in 9080.",
        text);
}
