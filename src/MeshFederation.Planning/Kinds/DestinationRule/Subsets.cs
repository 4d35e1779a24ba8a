using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Declarations.Policies;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Planning.Kinds.DestinationRule;

/// <summary>The subsets of a service in a cluster that some split or mirror names.</summary>
internal static class Subsets
{
    public static IReadOnlyList<LabelSet> Named(MeshService service, string cluster) =>
    [
        .. service.Destinations()
            .SelectMany(destination => destination.Places)
            .Concat(service.Mirrors())
            .Where(place => place.Cluster == cluster && place.Subset.Count > 0)
            .Select(place => place.Subset)
            .Distinct()
            .OrderBy(SubsetName.Of, StringComparer.Ordinal),
    ];
}
