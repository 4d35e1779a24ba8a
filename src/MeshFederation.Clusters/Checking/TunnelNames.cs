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
        var asked = clusters.Select(Of).ToList();
        var known = asked.SelectMany(static of => of).Distinct(StringComparer.OrdinalIgnoreCase)
            .ToDictionary(name => name, name => names.WhyNotAsync(name, ct), StringComparer.OrdinalIgnoreCase);
        if (known.Count == 0) return clusters;
        _ = await Task.WhenAll(known.Values).ConfigureAwait(false);
        var checkedClusters = new List<CheckedCluster>();
        foreach (var (cluster, of) in clusters.Zip(asked))
        {
            var unresolved = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var name in of)
            {
                if (await known[name].ConfigureAwait(false) is { } why) unresolved[name] = why;
            }

            checkedClusters.Add(cluster with { UnresolvedName = unresolved });
        }

        return checkedClusters;
    }

    private static List<string> Of(CheckedCluster cluster)
    {
        var remote = cluster.Objects.Where(ReadKind.ApiGateway.Type.Is).Where(GatewayApi.IsRemote).SelectMany(GatewayApi.Addresses)
            .Where(static name => !ClusterDeclaration.TryCanonicalAddress(name, out _)).ToList();
        if (remote.Count == 0) return remote;
        var entries = cluster.Objects.Where(ReadKind.ServiceEntry.Type.Is).SelectMany(item => item.Spec.List("hosts").OfType<string>())
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. remote.Where(name => !entries.Contains(name))];
    }
}
