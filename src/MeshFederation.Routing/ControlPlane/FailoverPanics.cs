using MeshFederation.Istio.DestinationRules;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Istio.Versions;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;

namespace MeshFederation.Routing.ControlPlane;

/// <summary>
/// Finds what makes istiod panic with "index out of range": for a host that is looked up by DNS it pairs all endpoints with the group of
/// the first locality alone, and walks over them as soon as they are to be put into priorities (istio pilot/pkg/networking/core/cluster.go
/// buildOutboundClusters; pilot/pkg/networking/core/loadbalancer/loadbalancer.go applyFailoverPriorityPerLocality). Only the host's own
/// cluster is built so, not those of subsets. ServiceEntries of a host and namespace are one host to it.
/// </summary>
public static class FailoverPanics
{
    private const string Policy = "spec.trafficPolicy";

    /// <summary>The kinds that decide it, beside Services.</summary>
    public static IReadOnlyList<ReadKind> Kinds { get; } =
        [ReadKind.ServiceEntry, ReadKind.DestinationRule, ReadKind.WorkloadEntry, ReadKind.Pod];

    /// <summary>
    /// The kinds whose objects may give priorities for everybody, of which all are to be known where that makes istiod panic.
    /// </summary>
    /// <param name="version">The version of the cluster.</param>
    /// <returns>The kinds; none where istiod does not panic.</returns>
    public static IReadOnlyList<ReadKind> Deciders(IstioVersion version) =>
        IstioBehavior.PanicsOnPrioritiesOfDnsEndpoints(version) ? [ReadKind.DestinationRule] : [];

    /// <summary>Whether a look is worth its while: some host is looked up by DNS, and something gives priorities.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="objects">The objects of the cluster.</param>
    /// <returns>False when there is nothing to find.</returns>
    public static bool MayBe(MeshCluster cluster, IReadOnlyCollection<MeshManifest> objects) =>
        IstioBehavior.PanicsOnPrioritiesOfDnsEndpoints(cluster.IstioVersion)
        && objects.Any(static item => ReadKind.ServiceEntry.Type.Is(item) && EntryResolution.IsByDns(item))
        && HasPriorities(cluster, objects);

    /// <summary>Whether something gives priorities to endpoints, in a version that panics over it.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="objects">Objects of the cluster.</param>
    /// <returns>True when something does.</returns>
    public static bool HasPriorities(MeshCluster cluster, IEnumerable<MeshManifest> objects) =>
        IstioBehavior.PanicsOnPrioritiesOfDnsEndpoints(cluster.IstioVersion) && objects.Any(item =>
            TrafficDistribution.Of(item) is not null
            || (ReadKind.DestinationRule.Type.Is(item) && FailoverPriorities.MayHold(item.Spec, cluster.MeshConfig)));

    /// <summary>Finds them.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <returns>One for each host and object that asks for priorities.</returns>
    public static IReadOnlyList<FailoverPanic> Of(RoutingCluster cluster) => !MayBe(cluster.Facts, cluster.Objects) ? [] :
    [
        .. cluster.Services.All.Where(service => service is { IsKubernetes: false, Manifest: not null })
            .GroupBy(service => (service.Namespace, service.Host))
            .Where(entries => entries.Any(entry => entry.Resolution == ServiceResolution.Dns))
            .SelectMany(entries => Of(cluster, [.. entries]))
            .DistinctBy(panic => (panic.Service.Host, panic.Service.Namespace, panic.Decider)),
    ];

    private static IEnumerable<FailoverPanic> Of(RoutingCluster cluster, List<RoutedService> entries)
    {
        var looked = entries.Find(entry => entry.Resolution == ServiceResolution.Dns)!;
        foreach (var port in entries.SelectMany(entry => entry.Ports)
            .Where(port => port.IsCarried)
            .Select(port => port.Number).Distinct().Order())
        {
            var localities = EndpointLocalities.Of(cluster, entries.Where(entry => entry.Port(port) is not null));
            if (localities.Count < 2) continue;
            foreach (var (decider, field, ofMesh) in Deciders(cluster, entries, looked, port))
            {
                yield return new(looked, port, localities, decider, field) { IsOfMesh = ofMesh };
            }
        }
    }

    /// <summary>What decides for a proxy: its DestinationRule, else the annotation, else the mesh's own setting.</summary>
    private static IEnumerable<(MeshManifest Decider, string Field, bool OfMesh)> Deciders(
        RoutingCluster cluster, List<RoutedService> entries, RoutedService looked, int port)
    {
        var spread = entries.Select(entry => entry.Manifest!)
            .Concat(cluster.Of(ReadKind.Namespace).Where(space => space.Name == looked.Namespace))
            .FirstOrDefault(item => TrafficDistribution.Of(item) is not null);
        foreach (var rule in RulesFor(cluster, looked))
        {
            var policy = TrafficPolicies.Effective(rule, null, port)?.Policy;
            if (FailoverPriorities.IsSaid(rule, port))
            {
                if (FailoverPriorities.HoldIn(policy!, cluster.Facts.IstioVersion)) yield return (Owner(rule!), Policy, false);
            }
            else if (spread is not null)
            {
                yield return (spread, "metadata.annotations", false);
            }
            else if (policy is not null && FailoverPriorities.HoldByMesh(policy, cluster.Facts.MeshConfig))
            {
                yield return (Owner(rule!), Policy, true);
            }
        }
    }

    private static MeshManifest Owner(MergedRule rule) => rule.From.First(from => from.Spec.Map("trafficPolicy") is not null);

    /// <summary>Every DestinationRule that some proxy is given for the host; null for those that are given none.</summary>
    private static IEnumerable<MergedRule?> RulesFor(RoutingCluster cluster, RoutedService service)
    {
        var owners = cluster.DestinationRules.Covering(service.Host).Select(rule => rule.Namespace);
        return owners.Prepend(service.Namespace)
            .Append(cluster.Facts.IstioNamespace)
            .Concat(service.ExportTo.Namespaces.Where(space => space != "*")).Distinct(StringComparer.Ordinal)
            .Where(space => service.ExportTo.Reaches(space))
            .Select(space => cluster.DestinationRules.For(MeshCaller.In(space), service)).DistinctBy(rule => rule?.First);
    }
}
