using MeshFederation.Istio.Mesh;
using MeshFederation.Istio.Versions;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Kinds;

namespace MeshFederation.Analysis.Rules.Mesh;

/// <summary>
/// The namespaces of a cluster that a federation stands on: those of its objects, of its services, and of the services that other clusters
/// call.
/// </summary>
internal static class NeededNamespaces
{
    /// <summary>
    /// The namespaces of which something is wanted, with whether istiod looks at them and what is there, an object first.
    /// </summary>
    public static IEnumerable<NeededNamespace> Of(FederationView federation, ClusterView view) => Of(federation, view, view.Cluster);

    /// <summary>Those for which it cannot be told whether istiod looks at them, since it does in some versions alone.</summary>
    public static HashSet<string> Doubted(FederationView federation, ClusterView view)
    {
        if (!view.Cluster.IsVersionAssumed || !view.Cluster.AreObjectsSelectedByVersion()) return [];
        if (federation.Mesh[view.Cluster.Name] is not { } cluster) return [];
        return IstioBehavior.OlderSelectors.Where(cluster.MayHave)
            .SelectMany(version => Of(federation, view, view.Cluster with { IstioVersion = version }))
            .Where(needed => needed.IsWatched is not false).Select(needed => needed.Name).ToHashSet(StringComparer.Ordinal);
    }

    private static IEnumerable<NeededNamespace> Of(FederationView federation, ClusterView view, MeshCluster cluster)
    {
        if (cluster.MeshConfig.DiscoverySelector.Count == 0 && cluster.Facts?.Setting(IstiodVariable.WatchNamespace) is null) return [];
        var objects = ObjectKinds.All.SelectMany(kind => view.Of(kind.Type.Key)).Where(item => item.Federation.Length > 0)
            .Select(item => new Need(item.Namespace, item, item.ToString(), cluster.WatchesObjects(item.Namespace)));
        var services = federation.Services.Where(service => service.In(cluster.Name) is not null)
            .Select(service => new Need(service.Namespace, null, $"the Service {service}", cluster.Watches(service.Namespace)));
        var called = federation.Ways.Where(way => way.Server.Name == cluster.Name && way.Chain.Key is not null)
            .SelectMany(way => way.Server.Overlooked.Named(way.Chain.Key!.Host))
            .Select(service => new Need(service.Namespace, service.Manifest, service.Reference, cluster.Watches(service.Namespace)));
        return objects.Concat(services)
            .Concat(called)
            .GroupBy(need => need.Namespace, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(Merged);
    }

    private static NeededNamespace Merged(IGrouping<string, Need> needs)
    {
        var watched = needs.Any(need => need.IsWatched is false) ? false : needs.All(need => need.IsWatched is true) ? true : (bool?)null;
        var there = needs.Where(need => need.IsWatched == watched)
            .OrderBy(need => need.Manifest is null)
            .ThenBy(need => need.What, StringComparer.Ordinal)
            .DistinctBy(need => need.What, StringComparer.Ordinal).ToList();
        return new(
            needs.Key,
            watched,
            there[0].Manifest,
            there[0].What + (there.Count == 1 ? "" : FormattableString.Invariant($" and {there.Count - 1} more")));
    }

    private sealed record Need(string Namespace, MeshManifest? Manifest, string What, bool? IsWatched);
}
