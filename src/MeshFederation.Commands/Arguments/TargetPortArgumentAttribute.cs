using MeshFederation.Model.Errors;

namespace MeshFederation.Commands.Arguments;

/// <summary>Takes the ports of pods by the name of the port: a hashtable, or the text <c>http=8080</c>.</summary>
public sealed class TargetPortArgumentAttribute : MapArgumentAttribute
{
    /// <inheritdoc />
    protected override MeshException Invalid(object item, string why) => TargetPorts.Invalid(item, why);
}
