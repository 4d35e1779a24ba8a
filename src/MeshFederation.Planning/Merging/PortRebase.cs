using MeshFederation.Model.Collections;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Ports;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Planning.Merging;

/// <summary>
/// Brings the ports of two declarations together. The number that callers use by default is the one of the first cluster by name;
/// the others keep theirs as an exception, so a service may listen on 9080 in one cluster and on 8080 in another.
/// </summary>
internal static class PortRebase
{
    public static MeshService Rebase(
        MeshService one, MeshService other, ValueList<MeshServiceInstance> instances, Disagreement disagreement)
    {
        foreach (var mine in one.Instance)
        {
            if (other.In(mine.Cluster.Name) is { } theirs)
                disagreement.Require($"port numbers in '{mine.Cluster.Name}'", Numbers(one, mine), Numbers(other, theirs));
        }

        var ports = one.Port
            .Select(port => new MeshPort(port.Name, Declared(one, other, instances[0].Cluster.Name, port), port.Protocol))
            .OrderBy(port => port.Number).ToValueList();
        var rebased = instances.Select(instance => instance with
        {
            PortNumber = PortNumbers.Create(ports
                .Select(port => new KeyValuePair<string, int>(port.Name, Number(one, other, instance.Cluster.Name, port)))
                .Where(entry => entry.Value != ports.First(port => port.Name == entry.Key).Number)),
        });
        return one with { Port = ports, Instance = rebased.ToValueList() };
    }

    /// <summary>The splits of a declaration, with its port numbers replaced by those of the merged service.</summary>
    /// <param name="declared">The declaration.</param>
    /// <param name="merged">The merged service.</param>
    /// <returns>The splits.</returns>
    public static IReadOnlyList<MeshTrafficSplit> Renumber(MeshService declared, MeshService merged) =>
        Renumber(declared, declared.TrafficSplit, merged);

    /// <summary>The same for the splits at gateways.</summary>
    /// <param name="declared">The declaration.</param>
    /// <param name="merged">The merged service.</param>
    /// <returns>The splits.</returns>
    public static IEnumerable<MeshGatewaySplit> RenumberAtGateways(MeshService declared, MeshService merged) =>
        declared.GatewaySplit.Select(split => split with { TrafficSplit = Renumber(declared, split.TrafficSplit, merged).ToValueList() });

    /// <summary>The same for policies.</summary>
    /// <param name="declared">The declaration.</param>
    /// <param name="merged">The merged service.</param>
    /// <returns>The policies.</returns>
    public static IEnumerable<MeshPolicy> RenumberPolicies(MeshService declared, MeshService merged) =>
        declared.Policy.Select(policy => policy.Scope is MeshRouteScope { Match: { } match } scope
            ? policy with { Scope = scope with { Match = Renumber(match, declared, merged) } }
            : policy);

    private static IReadOnlyList<MeshTrafficSplit> Renumber(
        MeshService declared, IEnumerable<MeshTrafficSplit> splits, MeshService merged) =>
        [
            .. splits.Select(split => split with
            {
                Match = split.Match is null ? null : Renumber(split.Match, declared, merged),
                Destination = split.Destination
                    .Select(destination => destination with { Port = New(destination.Port, declared, merged) }).ToValueList(),
            }),
        ];

    private static MeshMatch Renumber(MeshMatch match, MeshService declared, MeshService merged) =>
        match with { Port = New(match.Port, declared, merged) };

    private static int? New(int? number, MeshService declared, MeshService merged) =>
        number is null ? null : merged.Port.First(port => port.Name == declared.Port.First(old => old.Number == number).Name).Number;

    private static int Declared(MeshService one, MeshService other, string first, MeshPort port) =>
        other.Port.First(theirs => theirs.Name == port.Name).Number == port.Number ? port.Number : Number(one, other, first, port);

    private static int Number(MeshService one, MeshService other, string cluster, MeshPort port)
    {
        var owner = one.In(cluster) is not null ? one : other;
        return owner.In(cluster)!.NumberOf(owner.Port.First(known => known.Name == port.Name));
    }

    private static string Numbers(MeshService service, MeshServiceInstance instance) =>
        string.Join(", ", service.Port.OrderBy(port => port.Name, StringComparer.Ordinal)
            .Select(port => FormattableString.Invariant($"{port.Name}:{instance.NumberOf(port)}")));
}
