using MeshFederation.Model.Objects;
using MeshFederation.Planning.Kinds.ApiGateway;

namespace MeshFederation.Planning.Comparison;

/// <summary>What clusters that are looked at have once a federation is published.</summary>
public static class PublishedObjects
{
    private static readonly string[] Parts = ["labels", "annotations"];

    /// <summary>The objects.</summary>
    /// <param name="federation">The federation.</param>
    /// <param name="others">What clusters have of others; of somebody's object with fields of the federation, all of it.</param>
    /// <returns>
    /// What is planned, and what others have, with the fields that are planned of it. A gateway is not made where one takes its calls.
    /// </returns>
    /// <exception cref="Model.Errors.MeshException">A serving cluster has no gateway address, or two objects would have one name.
    /// </exception>
    public static IEnumerable<MeshManifest> Of(Federation federation, IReadOnlyList<MeshManifest> others)
    {
        var planned = FederationPlanner.PlanSeen(federation).ToLookup(Ownership.IsFields);
        var fields = planned[true].ToDictionary(KeyOf);
        return planned[false].Where(wanted => !EastWestGateways.IsTaken(wanted, others))
            .Concat(others.Select(item => fields.TryGetValue(KeyOf(item), out var wanted) ? Over(item, wanted) : item));
    }

    private static (string Cluster, string Type, string Name) KeyOf(MeshManifest item) =>
        (item.Cluster, item.TypeKey, item.NamespacedName);

    private static MeshManifest Over(MeshManifest live, MeshManifest wanted)
    {
        var metadata = live.Metadata;
        foreach (var part in Parts)
        {
            var set = wanted.Metadata.Map(part) ?? UnstructuredMap.Empty;
            if (set.Count == 0) continue;
            metadata = metadata.With(
                part, set.Aggregate(metadata.Map(part) ?? UnstructuredMap.Empty, (map, field) => map.With(field.Key, field.Value)));
        }

        return new(live.Cluster, live.Content.With("metadata", metadata)) { Step = live.Step, Source = live.Source };
    }
}
