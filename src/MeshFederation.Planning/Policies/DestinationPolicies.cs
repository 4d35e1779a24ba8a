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
    ];

    /// <summary>The traffic policy of a host: said once where it is the same for all ports.</summary>
    public static UnstructuredMap Of(CalledHost host)
    {
        var ports = host.Service.Port;
        var first = Block(host, ports[0]);
        return ports.Skip(1).All(port => UnstructuredEquality.AreEqual(Block(host, port), first)) ? first : ByPort(host);
    }

    /// <summary>
    /// The traffic policy of a subset, of which the host of the same ports has one. It inherits what it does not say, so with one port the
    /// server name is enough.
    /// </summary>
    public static UnstructuredMap OfSubset(CalledHost subset) => subset.Service.Port.Count > 1
        ? ByPort(subset)
        : UnstructuredMap.Of((ServerNames.Field, ServerNames.Of(subset, subset.Service.Port[0])));

    private static UnstructuredMap ByPort(CalledHost host) => UnstructuredMap.Of(
        ("portLevelSettings", UnstructuredList.From(host.Service.Port.Select(port => UnstructuredMap.Of(
            [("port", UnstructuredMap.Of(("number", (long)host.NumberOf(port)))), .. Fields(host, port)])))));

    private static UnstructuredMap Block(CalledHost host, MeshPort port) => UnstructuredMap.Of([.. Fields(host, port)]);

    private static IEnumerable<(string Field, object? Value)> Fields(CalledHost host, MeshPort port)
    {
        foreach (var policy in Known) yield return (policy.Field, policy.Of(host, port));
    }
}
