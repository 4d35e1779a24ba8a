using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Planning.Comparison.Conflicts;
using MeshFederation.Planning.Kinds;

namespace MeshFederation.Planning.Comparison;

/// <summary>
/// Compares one cluster with what is wanted of it, by what was read in a few LISTs. It recognises all that is in the way before anything is
/// written, and leaves open only what a dry run of the server must tell.
/// </summary>
public sealed class ClusterComparer
{
    private readonly LiveCluster _live;
    private readonly ComparisonTerms _terms;
    private readonly Surroundings _surroundings;

    /// <summary>Makes one.</summary>
    /// <param name="live">What was read of the cluster.</param>
    /// <param name="terms">How to compare.</param>
    public ClusterComparer(LiveCluster live, ComparisonTerms terms) => (_live, _terms, _surroundings) = (live, terms, new(live, terms));

    /// <summary>Compares.</summary>
    /// <param name="wanted">The objects that are wanted of the cluster, in the order of publishing.</param>
    /// <returns>What there is to say of each.</returns>
    public ComparedCluster Compare(IReadOnlyList<MeshManifest> wanted)
    {
        var names = wanted.Select(manifest => (manifest.TypeKey, manifest.Namespace, manifest.Name)).ToHashSet();
        var unwanted = _live.Objects
            .Where(live => live.IsOf(_terms.Federation) && !names.Contains((live.TypeKey, live.Namespace, live.Name)))
            .Select(live => live with { Step = ObjectKinds.Of(live).StepOf(live) }).ToList();
        unwanted.Sort(static (one, other) => PublishingOrder.Instance.Compare(other, one));
        var places = MovedPlaces.Of(wanted);
        var gone = unwanted.Select(live => (Live: live, Why: End(live, places, wanted))).ToLookup(end => end.Why is not null);
        return new(
            [.. wanted.Select(Compare)],
            [.. gone[false].Select(end => ComparedObject.Removed(end.Live, ""))],
            [.. gone[true].Select(end => ComparedObject.Removed(end.Live, end.Why!))]);
    }

    /// <summary>Why an object that nobody wants any more goes even where nothing is pruned.</summary>
    private static string? End(MeshManifest unwanted, MovedPlaces places, IReadOnlyList<MeshManifest> wanted) =>
        places.Find(unwanted) is { } moved ? $"{moved} takes its place."
            : ObjectKinds.Of(unwanted).Ending(unwanted, wanted) is { } ending ? $"It does not go together with {ending}."
            : null;

    private ComparedObject Compare(MeshManifest wanted)
    {
        var (kind, live) = (ObjectKinds.Of(wanted), _live.Find(wanted));
        if (kind.Instead(wanted, live, _surroundings) is { } instead) return instead;
        var obstacles = SameName(wanted, live).Concat(kind.Obstacles(wanted, live, _surroundings)).ToList();
        if (obstacles.Exists(obstacle => !(_terms.Force && obstacle.IsSafeToForce)))
            return ComparedObject.InTheWay(wanted, live, obstacles);
        var causes = obstacles.Select(obstacle => obstacle.Cause).Append(kind.NoteOf(wanted, live, _live.Cluster));
        var notes = string.Join('\n', causes.Where(text => text.Length > 0));
        if (live is null) return new(ComparedObject.ChangeOf(wanted, ChangeAction.Create, null) with { Message = notes });
        if (obstacles.Count == 0 && ApplyTest.ChangesNothing(live.Content, wanted.Content))
            return new(ComparedObject.ChangeOf(wanted, ChangeAction.Unchanged, live));
        var adopts = !live.IsOf(_terms.Federation) && !Ownership.IsFields(wanted);
        return new(ComparedObject.ChangeOf(wanted, ChangeAction.Update, live) with { Message = notes, Adopts = adopts }, IsOpen: true);
    }

    private IEnumerable<Obstacle> SameName(MeshManifest wanted, MeshManifest? live) =>
        live is not null
        && !Ownership.IsFields(wanted)
        && SameNameConflict.Of(wanted, live, _terms.Federation, _live.Cluster.ClusterDomain) is { } sameName
            ? [sameName]
            : [];
}
