using MeshFederation.Istio.Declarations;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Planning.Merging;

/// <summary>
/// Makes one service of several declarations of it: from the files of two clusters, say, or one for each client cluster.
/// What they say of the same thing must agree; the order in which they come never matters.
/// </summary>
public static class ServiceMerger
{
    /// <summary>Merges.</summary>
    /// <param name="services">The declarations.</param>
    /// <returns>Each service once, sorted by namespace and name.</returns>
    /// <exception cref="Model.Errors.MeshException">Two declarations do not agree, or two clusters share a name.</exception>
    public static IReadOnlyList<MeshService> Merge(IReadOnlyList<MeshService> services)
    {
        ClusterAgreement.Check(services);
        return
        [
            .. KnownClusters.Of(services).GroupBy(service => (service.Namespace, service.Name))
                .OrderBy(group => group.Key.Namespace, StringComparer.Ordinal).ThenBy(group => group.Key.Name, StringComparer.Ordinal)
                .Select(group => MergeSame([.. group])),
        ];
    }

    /// <summary>Says which ports a merged service leaves out, and which cluster has what.</summary>
    /// <param name="service">The merged service.</param>
    /// <returns>A sentence for each port.</returns>
    public static IEnumerable<string> LeftOut(MeshService service) => CommonPorts.LeftOut(service);

    /// <summary>What is declared once is in no order, and most services of a large federation are.</summary>
    private static MeshService MergeSame(IReadOnlyList<MeshService> same) => same.Count == 1
        ? same[0]
        : CommonPorts.Of(same).OrderBy(CanonicalText.Of, StringComparer.Ordinal).Aggregate(Merge);

    private static MeshService Merge(MeshService one, MeshService other)
    {
        var disagreement = new Disagreement(one, other);
        disagreement.Require("host suffixes", one.HostSuffix, other.HostSuffix);
        disagreement.Require("ports", PortNames(one), PortNames(other));
        var instances =
            Union(one.Instance, other.Instance, instance => instance.Cluster.Name, (mine, theirs) => Merge(disagreement, mine, theirs));
        var rebased = PortRebase.Rebase(one, other, instances, disagreement);
        var merged = rebased with
        {
            SniHost = one.SniHost.Concat(other.SniHost).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToValueList(),
            MaxRequestsPerConnection = Known(
                one.MaxRequestsPerConnection,
                other.MaxRequestsPerConnection,
                number => number is null,
                "requests for each connection",
                disagreement),
            RoutingMode = Known(one.RoutingMode, other.RoutingMode, mode => mode is null, "routing mode", disagreement),
            MeshHostname =
                Known(one.MeshHostname, other.MeshHostname, name => name is null, "name in all clusters", disagreement),
            ServeHostname = one.ServeHostname || other.ServeHostname,
            AccessPolicy = Known(
                one.AccessPolicy, other.AccessPolicy, policies => policies.Count == 0, "access policies", disagreement),
            Federation = other.Federation?.DenyByDefault == true ? other.Federation : one.Federation,
            NoRetry = one.NoRetry || other.NoRetry,
            Suspended = one.Suspended.Union(other.Suspended, StringComparer.Ordinal).Order(StringComparer.Ordinal).ToValueList(),
            ClientCluster = Union(one.ClientCluster, other.ClientCluster, cluster => cluster.Name, (mine, _) => mine),
            GatewaySplit = GatewaySplits.Ordered(
                AtGateways(PortRebase.RenumberAtGateways(one, rebased), PortRebase.RenumberAtGateways(other, rebased), disagreement)),
            TrafficSplit =
                TrafficSplits.Ordered(Splits(PortRebase.Renumber(one, rebased), PortRebase.Renumber(other, rebased), disagreement, "")),
            Policy = PolicyAgreement.Merge(one, other, rebased),
        };
        return Suspensions.Check(merged) with { SniHost = SniHosts.Check(merged) };
    }

    private static string PortNames(MeshService service) =>
        string.Join(", ", service.Port.Select(port => port.Name + "/" + port.Protocol).Order(StringComparer.Ordinal));

    private static MeshServiceInstance Merge(Disagreement disagreement, MeshServiceInstance mine, MeshServiceInstance theirs)
    {
        var cluster = mine.Cluster.Name;
        return mine with
        {
            ServiceAccount = Known(
                mine.ServiceAccount, theirs.ServiceAccount, list => list.Count == 0, $"service accounts in '{cluster}'", disagreement),
            Address = Known(mine.Address, theirs.Address, address => address is null, $"addresses for '{cluster}'", disagreement),
            Selector = Known(
                mine.Selector, theirs.Selector, labels => labels.Count == 0, $"labels of the pods in '{cluster}'", disagreement),
            TargetPort = Known(
                mine.TargetPort, theirs.TargetPort, ports => ports.Count == 0, $"ports of the pods in '{cluster}'", disagreement),
            NamedTargetPort =
                mine.NamedTargetPort.Union(theirs.NamedTargetPort, StringComparer.Ordinal).Order(StringComparer.Ordinal).ToValueList(),
            OtherPort = mine.OtherPort.Concat(theirs.OtherPort).Distinct().OrderBy(port => port.Number).ToValueList(),
            Pod = mine.Pod.Count > 0 ? mine.Pod : theirs.Pod,
            Version =
                mine.Version.Concat(theirs.Version).Distinct().OrderBy(version => version.ToString(), StringComparer.Ordinal).ToValueList(),
        };
    }

    private static T Known<T>(T mine, T theirs, Func<T, bool> unknown, string what, Disagreement disagreement)
    {
        if (!unknown(mine) && !unknown(theirs)) disagreement.Require(what, mine, theirs);
        return unknown(mine) ? theirs : mine;
    }

    private static IEnumerable<MeshGatewaySplit> AtGateways(
        IEnumerable<MeshGatewaySplit> one, IEnumerable<MeshGatewaySplit> other, Disagreement disagreement) =>
            one.Concat(other)
                .GroupBy(split => split.Place, StringComparer.Ordinal)
                .Select(same => same.Aggregate((mine, theirs) => mine with
                {
                    TrafficSplit = TrafficSplits.Ordered(Splits(mine.TrafficSplit, theirs.TrafficSplit, disagreement, $" at {mine.Place}")),
                }));

    private static IEnumerable<MeshTrafficSplit> Splits(
        IReadOnlyList<MeshTrafficSplit> one, IReadOnlyList<MeshTrafficSplit> other, Disagreement disagreement, string place)
    {
        foreach (var group in one.Concat(other).OrderBy(split => split.ToString(), StringComparer.Ordinal).GroupBy(split => split.Match))
        {
            var splits = group.ToList();
            if (splits.Count > 1)
                disagreement.Require($"splits for {group.Key?.ToString() ?? "everything"}{place}", Sorted(splits[0]), Sorted(splits[1]));
            yield return splits[0];
        }
    }

    private static string Sorted(MeshTrafficSplit split) =>
        string.Join(", ", split.Line.Order(StringComparer.Ordinal));

    private static ValueList<T> Union<T>(IEnumerable<T> one, IEnumerable<T> other, Func<T, string> name, Func<T, T, T> merge) =>
        one.Concat(other).GroupBy(name, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => group.Aggregate(merge)).ToValueList();
}
