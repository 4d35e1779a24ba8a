using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Planning.Addresses;
using MeshFederation.Planning.Comparison.Conflicts;

namespace MeshFederation.Planning.Comparison;

/// <summary>
/// Compares one cluster with what is wanted of it, by what was read in a few LISTs. It recognises all that is in the way before anything is
/// written, and leaves open only what a dry run of the server must tell.
/// </summary>
public sealed class ClusterComparer
{
    private readonly LiveCluster _live;
    private readonly ComparisonTerms _terms;
    private readonly AddressesInUse _addresses;
    private readonly OthersIndex _others;

    /// <summary>Makes one.</summary>
    /// <param name="live">What was read of the cluster.</param>
    /// <param name="terms">How to compare.</param>
    public ClusterComparer(LiveCluster live, ComparisonTerms terms)
    {
        (_live, _terms) = (live, terms);
        _addresses = AddressesInUse.Of(terms.Federation, live.OfKind("ServiceEntry"));
        _others = new(live, terms.Federation);
    }

    /// <summary>Compares.</summary>
    /// <param name="wanted">The objects that are wanted of the cluster, in the order of publishing.</param>
    /// <returns>What there is to say of each.</returns>
    public ComparedCluster Compare(IReadOnlyList<MeshManifest> wanted)
    {
        var names = wanted.Select(manifest => (manifest.Kind, manifest.Namespace, manifest.Name)).ToHashSet();
        var unwanted = _live.Objects.Where(live => live.IsOf(_terms.Federation) && !names.Contains((live.Kind, live.Namespace, live.Name)))
            .Select(live => live with { Step = PublishingSteps.Of(live) }).ToList();
        unwanted.Sort(static (one, other) => PublishingOrder.Instance.Compare(other, one));
        var places = MovedPlaces.Of(wanted);
        var gone = unwanted.ToLookup(live => places.Find(live) is not null);
        return new(
            [.. wanted.Select(Compare)],
            [.. gone[false].Select(live => Removed(live, ""))],
            [.. gone[true].Select(live => Removed(live, $"{places.Find(live)} takes its place."))]);
    }

    private static ComparedObject Removed(MeshManifest live, string message) => new(Change(live, ChangeAction.Delete, live) with { Wanted = null, Message = message });

    private ComparedObject Compare(MeshManifest wanted)
    {
        var live = _live.Find(wanted);
        if (wanted.Kind == "Gateway" && OnSharedGateway(wanted, live) is { } shared) return shared;
        var obstacles = Obstacles(wanted, live).ToList();
        if (obstacles.Exists(obstacle => !(_terms.Force && obstacle.IsSafeToForce))) return InTheWay(wanted, live, obstacles);
        var notes = string.Join('\n', obstacles.Select(obstacle => obstacle.Cause));
        if (live is null) return new(Change(wanted, ChangeAction.Create, null) with { Message = notes });
        if (obstacles.Count == 0 && ApplyTest.ChangesNothing(live.Content, wanted.Content)) return new(Change(wanted, ChangeAction.Unchanged, live));
        return new(Change(wanted, ChangeAction.Update, live) with { Message = notes, Adopts = !live.IsOf(_terms.Federation) }, IsOpen: true);
    }

    private ComparedObject? OnSharedGateway(MeshManifest wanted, MeshManifest? live)
    {
        var overlap = GatewayOverlap.Of(wanted, _live, _terms.Federation);
        var covering = overlap.Covering(wanted);
        if (covering.Count == 0) return overlap.InTheWay(wanted) is { } obstacle ? InTheWay(wanted, live, [obstacle]) : null;
        if (live is null || !live.IsOf(_terms.Federation)) return new(Change(wanted, ChangeAction.Unchanged, null) with { Message = GatewayReuse.Instead(covering) });
        return _terms.Prune
            ? new(Change(live, ChangeAction.Delete, live) with { Step = wanted.Step, Wanted = null, Message = GatewayReuse.Superseded(covering) })
            : InTheWay(wanted, live, [GatewayReuse.Twice(live, covering)]);
    }

    private IEnumerable<Obstacle> Obstacles(MeshManifest wanted, MeshManifest? live)
    {
        var domain = _live.Cluster.ClusterDomain;
        if (live is not null && SameNameConflict.Of(wanted, live, _terms.Federation, domain) is { } sameName) yield return sameName;
        var sameHost = _others.SameHost(wanted, domain);
        var obstacle = wanted.Kind switch
        {
            "VirtualService" => VirtualServiceConflict.Of(wanted, sameHost, _live.Cluster),
            "DestinationRule" => DestinationRuleConflict.Of(wanted, sameHost, _live.Cluster),
            "ServiceEntry" => ServiceEntryConflict.OfHost(wanted, sameHost, _live.Cluster),
            _ => null,
        };
        if (obstacle is not null) yield return obstacle;
        if (wanted.Kind != "ServiceEntry") yield break;
        foreach (var collision in _addresses.Collisions([wanted]).Where(collision => !HasAlready(collision))) yield return ServiceEntryConflict.OfAddress(collision);
    }

    /// <summary>An address that both have had before is no worse for being published again; a rule of the analysis speaks of it.</summary>
    private bool HasAlready(AddressCollision collision) => collision.Wanted.Spec.List("hosts") is [string host, ..] && _addresses.Kept.GetValueOrDefault(host) == collision.Address;

    private static ComparedObject InTheWay(MeshManifest wanted, MeshManifest? live, IEnumerable<Obstacle> obstacles) =>
        new(Change(wanted, ChangeAction.Conflict, live) with { Message = string.Join('\n', obstacles) });

    private static MeshChange Change(MeshManifest manifest, ChangeAction action, MeshManifest? live) => new(
        cluster: manifest.Cluster,
        apiVersion: manifest.ApiVersion,
        kind: manifest.Kind,
        ns: manifest.Namespace,
        name: manifest.Name,
        action: action)
    {
        Step = manifest.Step,
        Wanted = manifest.Content,
        Live = live?.Content,
    };
}
