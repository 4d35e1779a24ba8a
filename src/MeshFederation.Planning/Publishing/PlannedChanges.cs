using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;

namespace MeshFederation.Planning.Publishing;

/// <summary>The changes of a plan as each of them sees the others: what moves, which ports go, and which hosts lead to another gateway.</summary>
internal sealed class PlannedChanges
{
    private readonly ILookup<(string Cluster, string Kind), UnstructuredMap> _goneAtGateways;
    private readonly HashSet<(string Cluster, string Host)> _led = [];

    private PlannedChanges(IReadOnlyCollection<MeshChange> changes)
    {
        Moved = MovedObjects.Of(changes);
        _goneAtGateways = changes.Where(change => change is { Action: ChangeAction.Delete, Kind: "Gateway" or "EnvoyFilter", Live: not null }).ToLookup(change => (change.Cluster, change.Kind), change => change.Live!);
        Ports = CalledPorts.Of(changes, Moved);
        foreach (var change in changes.Where(change => change is { Kind: "ServiceEntry", Wanted: not null, Action: ChangeAction.Create or ChangeAction.Update }))
        {
            if (Before(change).All(old => UnstructuredEquality.AreEqual(Endpoints(old), Endpoints(change.Wanted!)))) continue;
            foreach (var host in Subject.Of(change.Kind, change.Wanted!)) _led.Add((change.Cluster, host));
        }
    }

    public MovedObjects Moved { get; }

    public CalledPorts Ports { get; }

    public static PlannedChanges Of(IReadOnlyCollection<MeshChange> changes) => new(changes);

    /// <summary>What does the work of an object before the plan: the object itself, and those whose work it takes over.</summary>
    public IEnumerable<UnstructuredMap> Before(MeshChange change)
    {
        var others = change.Kind is "Gateway" or "EnvoyFilter" ? _goneAtGateways[(change.Cluster, change.Kind)] : Moved.Before(change);
        return change.Live is { } live ? others.Prepend(live) : others;
    }

    /// <summary>Whether a host leads to other addresses or ports than before.</summary>
    public bool LeadsElsewhere(string cluster, string host) => _led.Contains((cluster, host));

    private static UnstructuredList Endpoints(UnstructuredMap entry) => UnstructuredList.From(
        (entry.Map("spec")?.Maps("endpoints") ?? []).Select(endpoint => UnstructuredMap.Of(("address", endpoint.Text("address")), ("port", endpoint.Map("ports") is { Count: > 0 } ports ? ports.EntryAt(0).Value : null))));
}
