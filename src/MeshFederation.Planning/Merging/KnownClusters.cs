using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Services;

namespace MeshFederation.Planning.Merging;

/// <summary>
/// Gives every service the same value of a cluster: of a cluster that some declarations have read and others described by hand, the one
/// that knows most of it. So where its objects stand does not hang on the order of the declarations.
/// </summary>
internal static class KnownClusters
{
    public static IEnumerable<MeshService> Of(IReadOnlyList<MeshService> services)
    {
        var best = new Dictionary<string, MeshCluster>(StringComparer.Ordinal);
        foreach (var cluster in services.SelectMany(service => service.Cluster.Concat(service.ClientCluster))
            .Where(cluster => cluster.Facts is not null))
        {
            if (!best.TryGetValue(cluster.Name, out var known) || KnowsMore(cluster, known)) best[cluster.Name] = cluster;
        }

        return best.Count == 0 ? services : services.Select(service => With(service, best));
    }

    private static MeshService With(MeshService service, Dictionary<string, MeshCluster> best) => service with
    {
        Instance = service.Instance.Select(
            instance => instance with { Cluster = best.GetValueOrDefault(instance.Cluster.Name, instance.Cluster) }).ToValueList(),
        ClientCluster = service.ClientCluster.Select(cluster => best.GetValueOrDefault(cluster.Name, cluster)).ToValueList(),
    };

    /// <summary>What two reads of a cluster tell differently may be anything that planning goes by, so all of that has an order.</summary>
    private static bool KnowsMore(MeshCluster one, MeshCluster other)
    {
        if (ReferenceEquals(one, other)) return false;
        var (mine, theirs) = (one.Facts!, other.Facts!);
        if (mine.Namespace.Count != theirs.Namespace.Count) return mine.Namespace.Count > theirs.Namespace.Count;
        if (mine.IstiodSetting.Count != theirs.IstiodSetting.Count) return mine.IstiodSetting.Count > theirs.IstiodSetting.Count;
        return string.CompareOrdinal(Text(mine), Text(theirs)) > 0;
    }

    private static string Text(MeshClusterFacts facts) =>
        string.Join('\n', [.. facts.Namespace.Select(known => $"{known.Name} {known.Label}"), .. facts.IstiodSetting, Gateway(facts)]);

    private static string Gateway(MeshClusterFacts facts) =>
        FormattableString.Invariant($"{facts.GatewayIstioVersion} {facts.GatewayServicePort}");
}
