using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Planning.Kinds;

namespace MeshFederation.Planning.Publishing;

/// <summary>
/// The changes of a plan as each of them sees the others: what moves, which ports go, and which hosts lead to another gateway.
/// </summary>
internal sealed class PlannedChanges
{
    private readonly ILookup<(string Cluster, string Kind), UnstructuredMap> _goneAtGateways;
    private readonly HashSet<(string Cluster, string Host)> _led = [];

    private PlannedChanges(IReadOnlyCollection<MeshChange> changes)
    {
        Moved = MovedObjects.Of(changes);
        _goneAtGateways =
            changes.Where(change => change is { Action: ChangeAction.Delete, Live: not null } && ObjectKinds.Of(change).IsAtGateway)
                .ToLookup(change => (change.Cluster, change.TypeKey), change => change.Live!);
        Ports = CalledPorts.Of(changes, Moved);
        foreach (var change in changes.Where(change => change is { Wanted: not null, Action: ChangeAction.Create or ChangeAction.Update }))
        {
            var kind = ObjectKinds.Of(change);
            if (kind.LeadsTo(Spec(change.Wanted!)) is not { } there) continue;
            if (Before(change).All(old => UnstructuredEquality.AreEqual(kind.LeadsTo(Spec(old)), there))) continue;
            foreach (var host in kind.Hosts(Spec(change.Wanted!))) _led.Add((change.Cluster, host));
        }
    }

    public MovedObjects Moved { get; }

    public CalledPorts Ports { get; }

    public static PlannedChanges Of(IReadOnlyCollection<MeshChange> changes) => new(changes);

    /// <summary>What does the work of an object before the plan: the object itself, and those whose work it takes over.</summary>
    public IEnumerable<UnstructuredMap> Before(MeshChange change)
    {
        var others = ObjectKinds.Of(change).IsAtGateway ? _goneAtGateways[(change.Cluster, change.TypeKey)] : Moved.Before(change);
        return change.Live is { } live ? others.Prepend(live) : others;
    }

    /// <summary>Whether a host leads to other addresses or ports than before.</summary>
    public bool LeadsElsewhere(string cluster, string host) => _led.Contains((cluster, host));

    private static UnstructuredMap Spec(UnstructuredMap content) => content.Map("spec") ?? UnstructuredMap.Empty;
}
