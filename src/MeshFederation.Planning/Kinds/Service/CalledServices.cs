using MeshFederation.Model.Objects;
using MeshFederation.Planning.Comparison;
using MeshFederation.Planning.Comparison.Conflicts;

namespace MeshFederation.Planning.Kinds.Service;

/// <summary>Services of ours where a service does not run. One that somebody has made there is not turned into one of ours.</summary>
internal static class CalledServices
{
    /// <summary>What is said instead of making one.</summary>
    public static ComparedObject? Instead(MeshManifest wanted, MeshManifest? live, Surroundings there) =>
        live is null
            || (live.IsOf(there.Federation) && !Ownership.IsFields(live))
            || Ownership.OtherFederation(live, there.Federation) is not null
            ? null
            : ComparedObject.InTheWay(wanted, live, [Own(live, there.Cluster.Name)]);

    private static Obstacle Own(MeshManifest live, string cluster) => new(
        $"{live} is there already and is not ours; it was made by {Ownership.Managers(live)}. The service is not said to run in "
        + $"'{cluster}', so ours would select other pods than it does, and -Force does not help.",
        [
            $"To have its callers reach the other clusters as well, say that it runs there, too: -Cluster {cluster}, …, with the "
            + "-Selector of that Service. Then it gets a label, and stays as it is.",
            "To keep it as it is, take the cluster out of -ClientCluster.",
        ]);
}
