using MeshFederation.Model.Objects;
using MeshFederation.Planning.Comparison;
using MeshFederation.Planning.Comparison.Conflicts;

namespace MeshFederation.Planning.Kinds.Service;

/// <summary>
/// Services of ours: where a service does not run, and those of shares. One that somebody has made there is not turned into one of ours.
/// </summary>
internal static class CalledServices
{
    /// <summary>What is said instead of making one.</summary>
    public static ComparedObject? Instead(MeshManifest wanted, MeshManifest? live, Surroundings there) =>
        live is null
            || (live.IsOf(there.Federation) && !Ownership.IsFields(live))
            || (Ownership.OtherFederation(live, there.Federation) is not null && !Ownership.IsFields(live))
            ? null
            : ComparedObject.InTheWay(wanted, live, [Own(wanted, live, there.Cluster.Name)]);

    private static Obstacle Own(MeshManifest wanted, MeshManifest live, string cluster) =>
        ServiceKind.SplitServiceOf(wanted.Metadata) is { } service ? OfShare(live, service, cluster) : OfService(live, cluster);

    private static Obstacle OfShare(MeshManifest live, string service, string cluster) => new(
        $"{live} is there already and is not ours; it was made by {Ownership.Managers(live)}. Ours of that name would select the pods of a "
        + $"share of '{service}', and -Force does not help.",
        [
            $"Have that Service go, or be called otherwise, in '{cluster}'.",
            "Give the cluster of the share another name, from which the name of ours comes: New-MeshCluster NAME -Context CONTEXT.",
        ]);

    private static Obstacle OfService(MeshManifest live, string cluster) => new(
        $"{live} is there already and is not ours; it was made by {Ownership.Managers(live)}. The service is not said to run in "
        + $"'{cluster}', so ours would select other pods than it does, and -Force does not help.",
        [
            $"To have its callers reach the other clusters as well, say that it runs there, too: -Cluster {cluster}, …, with the "
            + "-Selector of that Service. Then it gets a label, and stays as it is.",
            "To keep it as it is, take the cluster out of -ClientCluster.",
        ]);
}
