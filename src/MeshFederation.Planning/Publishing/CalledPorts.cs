using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;

namespace MeshFederation.Planning.Publishing;

/// <summary>The ports of hosts in other clusters that a plan takes away, but that routes lead to until they are changed.</summary>
internal sealed class CalledPorts
{
    private readonly Dictionary<(string Cluster, string Host), IReadOnlyList<long>> _going;

    private CalledPorts(Dictionary<(string Cluster, string Host), IReadOnlyList<long>> going) => _going = going;

    public static CalledPorts Of(IEnumerable<MeshChange> changes)
    {
        var going = new Dictionary<(string, string), IReadOnlyList<long>>();
        foreach (var change in changes)
        {
            if (change is not { Kind: "ServiceEntry", Action: ChangeAction.Update, Live: { } live, Wanted: { } wanted }) continue;
            var gone = Numbers(live).Except(Numbers(wanted)).ToList();
            foreach (var host in live.Map("spec")?.List("hosts").OfType<string>() ?? []) going[(change.Cluster, host)] = gone;
        }

        return new(going);
    }

    public IReadOnlyList<long> Going(string cluster, string host) => _going.GetValueOrDefault((cluster, host), []);

    private static IEnumerable<long> Numbers(UnstructuredMap serviceEntry) =>
        serviceEntry.Map("spec")?.Maps("ports").Select(port => port.Number("number")).OfType<long>() ?? [];
}
