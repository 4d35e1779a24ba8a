using MeshFederation.Istio.Gateways;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Ambient;
using MeshFederation.Planning.Comparison;
using MeshFederation.Planning.Comparison.Conflicts;

namespace MeshFederation.Planning.Kinds.VirtualService;

/// <summary>
/// Routes of others beside a split at a waypoint that is not there yet. What it would do hangs on ages and on a version that nobody
/// declares, and the entries by which connections are shared go before it comes.
/// </summary>
internal static class SplitConflict
{
    public static IEnumerable<Obstacle> Of(MeshManifest wanted, MeshManifest? live, Surroundings there) =>
        SplitRoutes.Is(wanted) && !SplitRoutes.IsThere(wanted, live, there.Federation)
            ? SplitRoutes.Beside(wanted, there.Live, there.Federation).Select(other => Conflict(wanted, other))
            : [];

    private static Obstacle Conflict(MeshManifest wanted, MeshManifest other)
    {
        var kind = ServiceRoutes.Kinds.FirstOrDefault(kind => kind.Type.Is(other));
        return new(
            $"{Names.WithManagers(other)} routes the host {Names.Host(wanted)} as well. {SplitRoutes.Counting}, so -Force does not help.",
            [
                $"To have the federation route it, take over what {other} says (Set-MeshTrafficSplit -Match), then remove it: kubectl "
                + $"delete {(kind?.Title ?? other.Kind).ToLowerInvariant()} {other.Name} --namespace {other.Namespace}.",
                $"To keep {other}, declare the service without a split: its clusters then share connections.",
                kind is null
                    ? $"To keep it for other hosts, name these in its 'hosts', instead of a pattern that {Names.Host(wanted)} meets."
                    : $"To keep it for other Services, take this one out of its 'parentRefs'.",
            ]);
    }
}
