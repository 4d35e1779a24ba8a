using MeshFederation.Model.Errors;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Commands.Arguments;

/// <summary>Reads regions in an order, <c>us-east-1, eu-west-1</c>, or with shares, <c>us-east-1:80, eu-west-1:20</c>.</summary>
public sealed class RegionArgumentAttribute : FriendlyArgumentAttribute<MeshRegion>
{
    /// <inheritdoc />
    protected override MeshRegion Read(object? item) => item switch
    {
        MeshRegion region => region,
        string text => RegionSyntax.Parse(text.Trim()),
        null => throw RegionErrors.Invalid("", "there is none"),
        _ => throw RegionErrors.Invalid(ArgumentMap.Describe(item), "it is no text"),
    };
}
