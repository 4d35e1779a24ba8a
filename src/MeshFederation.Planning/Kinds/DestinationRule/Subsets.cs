using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Declarations.Policies;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Planning.Kinds.DestinationRule;

/// <summary>The subsets of a service in a cluster that some split or mirror names.</summary>
internal static class Subsets
{
    public static IReadOnlyList<LabelSet> Named(MeshService service, string cluster)
    {
        var named = new List<LabelSet>();
        foreach (var destination in service.Destinations())
        {
            Add(named, destination.Place, cluster);
            foreach (var fallback in destination.Fallback) Add(named, fallback, cluster);
        }

        foreach (var mirror in service.Mirrors()) Add(named, mirror, cluster);
        if (named.Count > 1) named.Sort((one, other) => string.CompareOrdinal(SubsetName.Of(one), SubsetName.Of(other)));
        return named;
    }

    private static void Add(List<LabelSet> named, MeshFallback place, string cluster)
    {
        if (place.Cluster == cluster && place.Subset.Count > 0 && !named.Contains(place.Subset)) named.Add(place.Subset);
    }
}
