using MeshFederation.Analysis.Checks;
using MeshFederation.Clusters.Names;
using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Gateways;
using MeshFederation.Istio.Objects;

namespace MeshFederation.Clusters.Checking;

/// <summary>
/// Looks up the host names of Gateways for other networks. One that is the host of a ServiceEntry is looked up by nobody: its endpoints are
/// called (run).
/// </summary>
internal static class TunnelNames
{
    /// <summary>The clusters with what came of it.</summary>
    /// <param name="names">What looks names up.</param>
    /// <param name="clusters">The clusters.</param>
    /// <param name="ct">Stops waiting.</param>
    public static async Task<IReadOnlyList<CheckedCluster>> LookUpAsync(
        GatewayNames names, IReadOnlyList<CheckedCluster> clusters, CancellationToken ct)
    {
        var known = new Dictionary<string, Task<string?>>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in clusters.SelectMany(Of))
        {
            if (!known.ContainsKey(name)) known.Add(name, names.WhyNotAsync(name, ct));
        }

        if (known.Count == 0) return clusters;
        _ = await Task.WhenAll(known.Values).ConfigureAwait(false);
        var checkedClusters = new List<CheckedCluster>();
        foreach (var cluster in clusters)
        {
            var unresolved = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var name in Of(cluster))
            {
                if (await known[name].ConfigureAwait(false) is { } why) unresolved[name] = why;
            }

            checkedClusters.Add(cluster with { UnresolvedName = unresolved });
        }

        return checkedClusters;
    }

    private static IEnumerable<string> Of(CheckedCluster cluster)
    {
        var entries = cluster.Objects.Where(ReadKind.ServiceEntry.Type.Is).SelectMany(item => item.Spec.List("hosts").OfType<string>())
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return cluster.Objects.Where(ReadKind.ApiGateway.Type.Is).Where(GatewayApi.IsRemote).SelectMany(GatewayApi.Addresses)
            .Where(name => !ClusterDeclaration.TryCanonicalAddress(name, out _) && !entries.Contains(name));
    }
}
