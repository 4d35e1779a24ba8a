using System.Collections.Immutable;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Policies;

namespace MeshFederation.Planning.Policies;

/// <summary>
/// What callers do about the connections to a host, a line for each field, and the one block of a DestinationRule that holds all of it.
/// What stands in portLevelSettings takes the place of all that holds for every port, and inherits nothing (istio
/// pilot/pkg/networking/util MergeSubsetTrafficPolicy; the same in all versions), so where ports differ in anything each has all of it.
/// </summary>
internal static class DestinationPolicies
{
    private static readonly Tls.TlsPolicy ServerNames = new();

    /// <summary>All fields, in the order in which they are written.</summary>
    public static readonly ImmutableArray<DestinationPolicy> Known =
    [
        ServerNames,
        new ConnectionPool.ConnectionPoolPolicy(),
        new OutlierDetection.OutlierDetectionPolicy(),
        new LoadBalancer.LoadBalancerPolicy(),
        new RetryBudget.RetryBudgetPolicy(),
    ];

    /// <summary>The fields of a traffic policy that callers may choose.</summary>
    internal static IEnumerable<string> Chosen => Known.Where(known => known.Kind is not null).Select(known => known.Field);

    /// <summary>The traffic policy of a host: said once where it is the same for all ports; null where there is none.</summary>
    public static UnstructuredMap? Of(CalledHost host) => Of(host, Blocks(host));

    /// <summary>
    /// The traffic policies of a host and its subsets; null where there is none, of a subset where it has that of its host. It inherits
    /// what it does not say, so with one port what differs is enough.
    /// </summary>
    /// <param name="host">The host as a whole.</param>
    /// <param name="subsets">The subsets.</param>
    public static (UnstructuredMap? Host, IReadOnlyList<UnstructuredMap?> Subset) Of(CalledHost host, IEnumerable<CalledHost> subsets)
    {
        var blocks = Blocks(host);
        var areAlike = !host.Service.Policy.Any(policy => policy.Scope is MeshDestinationScope { Subset.Count: > 0 });
        var isOne = blocks.Count == 1 && !host.HasOtherPorts;
        return (Of(host, blocks), [.. subsets.Select(subset => Kept(host, subset, !areAlike ? OfSubset(blocks, Blocks(subset), subset)
            : isOne ? NameOf(subset, blocks[0])
            : OfSubset(blocks, Named(subset, blocks), subset)))]);
    }

    /// <summary>The same, where the Istio of its callers takes it without losing what holds for the whole host.</summary>
    private static UnstructuredMap? Kept(CalledHost host, CalledHost subset, UnstructuredMap? own)
    {
        if (own is null) return null;
        foreach (var known in Known) known.RequireInSubset(host, subset);
        return own;
    }

    /// <summary>What is a subset's own where nothing is chosen for subsets: its server name.</summary>
    private static UnstructuredMap? NameOf(CalledHost subset, UnstructuredMap whole)
    {
        var tls = ServerNames.Of(subset, subset.Service.Port[0]);
        var isOfHost = UnstructuredEquality.AreEqual(tls, whole.GetValueOrDefault(ServerNames.Field));
        return isOfHost ? null : UnstructuredMap.Of((ServerNames.Field, tls));
    }

    private static UnstructuredMap? Of(CalledHost host, List<UnstructuredMap> blocks)
    {
        var isOne = !host.HasOtherPorts && blocks.TrueForAll(block => UnstructuredEquality.AreEqual(block, blocks[0]));
        return OrNull(isOne ? blocks[0] : ByPort(host, blocks));
    }

    private static UnstructuredMap? OfSubset(List<UnstructuredMap> whole, List<UnstructuredMap> blocks, CalledHost subset)
    {
        if (blocks.Count == 1 && !subset.HasOtherPorts)
        {
            return OrNull(UnstructuredMap.Of([
                .. blocks[0].Where(field => !UnstructuredEquality.AreEqual(field.Value, whole[0].GetValueOrDefault(field.Key)))
                    .Select(field => (field.Key, field.Value)),
            ]));
        }

        var isInherited = blocks.Zip(whole).All(pair => UnstructuredEquality.AreEqual(pair.First, pair.Second));
        return isInherited ? null : OrNull(ByPort(subset, blocks));
    }

    /// <summary>Ports that are not federated have nothing of it, but the TLS that a cluster's own host has as a whole.</summary>
    private static UnstructuredMap ByPort(CalledHost host, List<UnstructuredMap> blocks)
    {
        foreach (var known in Known) known.RequireByPort(host);
        var ofAll = host is LocalHost ? ServerNames.Of(host, host.Service.Port[0]) : null;
        var entries = host.Service.Port.Zip(blocks, (port, block) => (Number: (long)host.NumberOf(port), Block: block))
            .Where(port => port.Block.Count > (ofAll is null ? 0 : 1))
            .Select(port => UnstructuredMap.Of(
                [("port", UnstructuredMap.Of(("number", port.Number))), .. port.Block.Select(field => (field.Key, field.Value))])).ToList();
        return UnstructuredMap.Of(
            (ServerNames.Field, ofAll), ("portLevelSettings", entries.Count == 0 ? null : UnstructuredList.From(entries)));
    }

    private static UnstructuredMap? OrNull(UnstructuredMap policy) => policy.Count == 0 ? null : policy;

    /// <summary>What each port has, in the order of the ports.</summary>
    private static List<UnstructuredMap> Blocks(CalledHost host)
    {
        var blocks = new List<UnstructuredMap>(host.Service.Port.Count);
        foreach (var port in host.Service.Port)
        {
            var fields = new (string, object?)[Known.Length];
            for (var i = 0; i < fields.Length; i++) fields[i] = (Known[i].Field, Known[i].Of(host, port));
            blocks.Add(UnstructuredMap.Of(fields));
        }

        return blocks;
    }

    /// <summary>What each port of a subset has where nothing is chosen for subsets.</summary>
    private static List<UnstructuredMap> Named(CalledHost subset, List<UnstructuredMap> whole) =>
        [.. subset.Service.Port.Zip(whole, (port, block) => block.With(ServerNames.Field, ServerNames.Of(subset, port)))];
}
