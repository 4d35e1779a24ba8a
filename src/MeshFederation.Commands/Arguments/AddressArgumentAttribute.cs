using MeshFederation.Model.Errors;

namespace MeshFederation.Commands.Arguments;

/// <summary>Takes addresses by the name of the serving cluster: a hashtable, or the text <c>cluster2=240.0.0.10</c>.</summary>
public sealed class AddressArgumentAttribute : MapArgumentAttribute
{
    /// <inheritdoc />
    protected override MeshException Invalid(object item, string why) => new(
        MeshErrorId.AddressInvalid,
        MeshErrorKind.InvalidArgument,
        $"'{ArgumentMap.Describe(item)}' cannot be read as addresses by cluster: {why}.",
        "Give one address for each serving cluster: -Address @{ cluster2 = '240.0.0.10' }.",
        item);
}
