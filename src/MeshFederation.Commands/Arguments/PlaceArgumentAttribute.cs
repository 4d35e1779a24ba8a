using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Commands.Arguments;

/// <summary>Reads places of a service in an order: <c>cluster2</c>, <c>cluster2/v3</c>, or clusters themselves.</summary>
public sealed class PlaceArgumentAttribute : FriendlyArgumentAttribute<MeshFallback>
{
    /// <inheritdoc />
    protected override MeshFallback Read(object? item) => item switch
    {
        MeshFallback place => place,
        MeshCluster cluster => new(cluster.Name, LabelSet.Empty),
        string text when text.Contains(':', StringComparison.Ordinal) =>
            throw FailoverErrors.Invalid(text, "in an order there are no weights, since one place gets all requests"),
        string text => DestinationSyntax.ParsePlace(text.Trim()),
        null => throw FailoverErrors.Invalid("", "there is none"),
        _ => throw FailoverErrors.Invalid(ArgumentMap.Describe(item), "it is neither a text nor a cluster"),
    };

    /// <inheritdoc />
    protected override IEnumerable<object?> Split(string text) => PlaceList.Split(text);
}
