using MeshFederation.Istio.Declarations;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Planning.Objects;

/// <summary>The subsets of a service in a cluster that some split names.</summary>
internal static class Subsets
{
    public static IReadOnlyList<LabelSet> Named(MeshService service, string cluster) =>
    [
        .. service.Destinations()
            .Where(destination => destination.Cluster == cluster && destination.Subset.Count > 0)
            .Select(destination => destination.Subset)
            .Distinct()
            .OrderBy(SubsetName.Of, StringComparer.Ordinal),
    ];
}
