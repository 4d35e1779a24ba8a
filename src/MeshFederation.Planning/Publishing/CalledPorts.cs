using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Planning.Kinds;

namespace MeshFederation.Planning.Publishing;

/// <summary>The ports of hosts in other clusters that a plan takes away, but that routes lead to until they are changed.</summary>
internal sealed class CalledPorts
{
    private readonly Dictionary<(string Cluster, string Host), IReadOnlyList<long>> _going;

    private CalledPorts(Dictionary<(string Cluster, string Host), IReadOnlyList<long>> going) => _going = going;

    /// <summary>No port goes, or nothing is known of it.</summary>
    public static CalledPorts None { get; } = new([]);

    public static CalledPorts Of(IEnumerable<MeshChange> changes, MovedObjects moved)
    {
        var going = new Dictionary<(string, string), IReadOnlyList<long>>();
        foreach (var change in changes)
        {
            if (change is not { Action: not ChangeAction.Delete, Wanted: { } wanted }) continue;
            var kind = ObjectKinds.Of(change);
            var before =
                moved.Before(change).Concat(change.Live is { } live ? [live] : []).SelectMany(content => kind.Ports(Spec(content)));
            if (before.Except(kind.Ports(Spec(wanted))).ToList() is not { Count: > 0 } gone) continue;
            foreach (var host in kind.Hosts(Spec(wanted))) going[(change.Cluster, host)] = gone;
        }

        return new(going);
    }

    public IReadOnlyList<long> Going(string cluster, string host) => _going.GetValueOrDefault((cluster, host), []);

    private static UnstructuredMap Spec(UnstructuredMap content) => content.Map("spec") ?? UnstructuredMap.Empty;
}
