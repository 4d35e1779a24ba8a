using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Planning.Kinds;
using MeshFederation.Planning.Kinds.Service;
using MeshFederation.Planning.Kinds.WorkloadEntry;

namespace MeshFederation.Planning.Publishing;

/// <summary>
/// The changes of a plan as each of them sees the others: what moves, which ports go, and which hosts lead to another gateway.
/// </summary>
internal sealed class PlannedChanges
{
    private readonly ILookup<(string Cluster, string Kind), UnstructuredMap> _goneAtGateways;
    private readonly HashSet<(string Cluster, string Host)> _led = [];
    private readonly Dictionary<(string Cluster, string Namespace, string Name), bool> _routed;
    private readonly ILookup<(string Cluster, string Namespace), MeshManifest> _shares;

    private PlannedChanges(IReadOnlyCollection<MeshChange> changes)
    {
        Moved = MovedObjects.Of(changes);
        _goneAtGateways =
            changes.Where(change => change is { Action: ChangeAction.Delete, Live: not null } && ObjectKinds.Of(change).IsAtGateway)
                .ToLookup(change => (change.Cluster, change.TypeKey), change => change.Live!);
        Ports = CalledPorts.Of(changes, Moved);
        _routed = changes.Where(change => change.TypeKey == ReadKind.VirtualService.Type.Key)
            .ToDictionary(change => (change.Cluster, change.Namespace, change.Name), change => change.Action != ChangeAction.Delete);
        _shares = changes.Where(change => change.TypeKey == ReadKind.Service.Type.Key)
            .SelectMany(change => new[] { change.Live, change.Wanted }.OfType<UnstructuredMap>(), (change, content) => (change, content))
            .Select(item => new MeshManifest(item.change.Cluster, item.content))
            .Where(service => ServiceKind.SplitServiceOf(service.Metadata) is not null)
            .ToLookup(service => (service.Cluster, service.Namespace));
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

    /// <summary>Whether routes of a name are wanted.</summary>
    public bool HasRoutes(string cluster, string ns, string name) => _routed.TryGetValue((cluster, ns, name), out var stays) && stays;

    /// <summary>Whether routes of a name go.</summary>
    public bool RoutesGo(string cluster, string ns, string name) => _routed.TryGetValue((cluster, ns, name), out var stays) && !stays;

    /// <summary>Whether the Service of a share selects an entry, before or after.</summary>
    public bool IsOfShare(MeshChange entry, UnstructuredMap content) => _shares[(entry.Cluster, entry.Namespace)]
        .Any(service => WorkloadEntryKind.IsSelectedBy(new(entry.Cluster, content), service));

    private static UnstructuredMap Spec(UnstructuredMap content) => content.Map("spec") ?? UnstructuredMap.Empty;
}
