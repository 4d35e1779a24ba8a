using System.Text.RegularExpressions;
using MeshFederation.Istio.Mesh;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Ports;
using MeshFederation.Istio.Versions;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;

namespace MeshFederation.Routing.Gateways;

/// <summary>
/// The EnvoyFilters that rewrite names at old gateways with the filter tcp_cluster_rewrite (<see cref="TcpClusterRewrite"/>).
/// </summary>
public static class ClusterRewrites
{
    /// <summary>The EnvoyFilters for a workload that hold such a filter.</summary>
    /// <param name="cluster">The cluster of the gateway.</param>
    /// <param name="workload">The gateway.</param>
    /// <returns>The filters, those of Istio's root namespace first, then the oldest.</returns>
    public static IEnumerable<MeshManifest> For(RoutingCluster cluster, GatewayWorkload workload) =>
        cluster.Of(ReadKind.EnvoyFilter)
            .Where(item => Applies(item, cluster.Facts, workload) && Values(cluster, item, workload).Any())
            .OrderBy(item => item.Namespace != RootNamespace.Of(cluster.Facts)).ThenBy(item => item, CreationOrder.OldestFirst);

    /// <summary>
    /// Versions that stand for all with the single chain in which of the filters that are for some versions alone they have.
    /// </summary>
    /// <returns>The versions; none where no filter is for some alone.</returns>
    internal static IEnumerable<IstioVersion> SingleChainVersions(RoutingCluster cluster, GatewayWorkload workload)
    {
        var patches = cluster.Of(ReadKind.EnvoyFilter).Where(item => Applies(item, cluster.Facts, workload))
            .SelectMany(item => item.Spec.Maps(EnvoyPatch.Field))
            .Where(patch => EnvoyPatches.VersionOf(patch) is not null && TcpClusterRewrite.IsIn(patch) && IsAt(patch, workload))
            .ToList();
        return patches.Count == 0 ? [] : PossibleVersions.All
            .Where(cluster.MayHave).Where(version => !IstiodSettings.HasChainsPerService(cluster.Facts, version))
            .DistinctBy(version => (
                IstioBehavior.TypedFilterConfig(version),
                string.Join(' ', patches.Select(patch => EnvoyPatches.IsFor(patch, version)))));
    }

    /// <summary>The name after all filters of a workload, and the last filter that changed it.</summary>
    internal static (string Name, MeshManifest? Rewriter) Apply(RoutingCluster cluster, GatewayWorkload workload, string name)
    {
        MeshManifest? rewriter = null;
        foreach (var filter in For(cluster, workload))
        {
            foreach (var value in Values(cluster, filter, workload))
            {
                var next = Replace(name, value);
                if (string.Equals(next, name, StringComparison.Ordinal)) continue;
                (name, rewriter) = (next, filter);
            }
        }

        return (name, rewriter);
    }

    private static bool Applies(MeshManifest filter, MeshCluster facts, GatewayWorkload workload) =>
        (filter.Namespace == workload.Namespace || filter.Namespace == RootNamespace.Of(facts))
        && (filter.Spec.Map("workloadSelector")?.Map("labels") ?? UnstructuredMap.Empty).Selects(workload.Labels);

    /// <summary>What the filters say of the workload's listener; a form that the version does not take is dropped.</summary>
    private static IEnumerable<UnstructuredMap> Values(RoutingCluster cluster, MeshManifest filter, GatewayWorkload workload)
    {
        var version = workload.VersionIn(cluster.Facts);
        return EnvoyPatches.For(filter, version).Where(patch => IsAt(patch, workload))
            .Select(patch => patch.Map("patch")?.Map("value"))
            .OfType<UnstructuredMap>().Where(TcpClusterRewrite.Is)
            .Select(value => value.Map(TcpClusterRewrite.FieldIn(version))).OfType<UnstructuredMap>();
    }

    /// <summary>
    /// Whether a patch is for the listener, whose port is that of the pods, wherever the Service has it (istio
    /// pilot/pkg/networking/core/envoyfilter/listener_patch.go listenerMatch); true where that port is not known.
    /// </summary>
    private static bool IsAt(UnstructuredMap patch, GatewayWorkload workload)
    {
        if (EnvoyPatches.ListenerPortOf(patch) is not { } port || workload.Ports.Count == 0) return true;
        if (workload.ListenerPort is { } own) return port == own;
        if (workload.Service is not { } service) return workload.Ports.Contains(port);
        return ServicePort.Of(service.Content).Where(item => workload.Ports.Contains(item.Number))
            .Any(item => item.TargetNumber is not { } target || target == port);
    }

    private static string Replace(string name, UnstructuredMap value)
    {
        if (value.Text(TcpClusterRewrite.Pattern) is not { Length: > 0 } pattern) return name;
        try
        {
            var replacement = value.Text(TcpClusterRewrite.Replacement) ?? "";
            return Regex.Replace(name, pattern, replacement, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return name;
        }
    }
}
