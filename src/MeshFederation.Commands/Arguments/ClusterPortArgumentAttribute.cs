using MeshFederation.Model.Errors;

namespace MeshFederation.Commands.Arguments;

/// <summary>
/// Takes port numbers by the name of the serving cluster: a hashtable, or the text <c>cluster2=8080</c> where there is one port.
/// </summary>
public sealed class ClusterPortArgumentAttribute : MapArgumentAttribute
{
    /// <inheritdoc />
    protected override MeshException Invalid(object item, string why) => ClusterPorts.Invalid(item, why);
}
