using System.Collections.Immutable;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Ports;

namespace MeshFederation.Planning.Policies;

/// <summary>
/// What callers do about the connections to a host, a line for each field, and the one block of a DestinationRule that holds all of it.
/// What stands in portLevelSettings takes the place of all that holds for every port, and inherits nothing (istio
/// pilot/pkg/networking/util MergeSubsetTrafficPolicy; the same in all versions), so where ports differ in anything each has all of it.
/// </summary>
internal static class DestinationPolicies
{
    private static readonly Tls.TlsPolicy ServerNames = new();

    private static readonly ImmutableArray<DestinationPolicy> Known =
    [
        ServerNames,
        new ConnectionPool.ConnectionPoolPolicy(),
        new OutlierDetection.OutlierDetectionPolicy(),
        new LoadBalancer.LoadBalancerPolicy(),
        new RetryBudget.RetryBudgetPolicy(),
    ];

    /// <summary>The traffic policy of a host: said once where it is the same for all ports; null where there is none.</summary>
    public static UnstructuredMap? Of(CalledHost host)
    {
        var ports = host.Service.Port;
        var first = Block(host, ports[0]);
        var isOne = !host.HasOtherPorts && ports.Skip(1).All(port => UnstructuredEquality.AreEqual(Block(host, port), first));
        return OrNull(isOne ? first : ByPort(host));
    }

    /// <summary>
    /// The traffic policy of a subset; null where it has that of its host. It inherits what it does not say, so with one port what differs
    /// is enough.
    /// </summary>
    /// <param name="host">The host as a whole.</param>
    /// <param name="subset">The subset.</param>
    public static UnstructuredMap? OfSubset(CalledHost host, CalledHost subset)
    {
        var ports = subset.Service.Port;
        if (ports.Count == 1 && !subset.HasOtherPorts)
        {
            var whole = Block(host, ports[0]);
            var own = UnstructuredMap.Of([
                .. Fields(subset, ports[0])
                    .Where(field => !UnstructuredEquality.AreEqual(field.Value, whole.GetValueOrDefault(field.Field))),
            ]);
            if (own.Count > 0) RetryBudget.RetryBudgetPolicy.RequireInSubset(host, subset);
            return OrNull(own);
        }

        var isInherited = ports.All(port => UnstructuredEquality.AreEqual(Block(host, port), Block(subset, port)));
        return isInherited ? null : OrNull(ByPort(subset));
    }

    /// <summary>Ports that are not federated have nothing of it, but the TLS that a cluster's own host has as a whole.</summary>
    private static UnstructuredMap ByPort(CalledHost host)
    {
        RetryBudget.RetryBudgetPolicy.RequireNone(host);
        var ofAll = host is LocalHost ? ServerNames.Of(host, host.Service.Port[0]) : null;
        var entries = host.Service.Port.Select(port => (Number: (long)host.NumberOf(port), Block: Block(host, port)))
            .Where(port => port.Block.Count > (ofAll is null ? 0 : 1))
            .Select(port => UnstructuredMap.Of(
                [("port", UnstructuredMap.Of(("number", port.Number))), .. port.Block.Select(field => (field.Key, field.Value))])).ToList();
        return UnstructuredMap.Of(
            (ServerNames.Field, ofAll), ("portLevelSettings", entries.Count == 0 ? null : UnstructuredList.From(entries)));
    }

    private static UnstructuredMap? OrNull(UnstructuredMap policy) => policy.Count == 0 ? null : policy;

    private static UnstructuredMap Block(CalledHost host, MeshPort port) => UnstructuredMap.Of([.. Fields(host, port)]);

    private static IEnumerable<(string Field, object? Value)> Fields(CalledHost host, MeshPort port)
    {
        foreach (var policy in Known) yield return (policy.Field, policy.Of(host, port));
    }
}
