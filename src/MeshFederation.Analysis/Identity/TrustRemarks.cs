using MeshFederation.Model.Clusters;
using MeshFederation.Model.Identity;

namespace MeshFederation.Analysis.Identity;

/// <summary>Remarks of one pair of clusters, and several of them as one: all of the worst result that there is.</summary>
internal static class TrustRemarks
{
    /// <summary>The remarks of the worst result.</summary>
    /// <returns>All of them as one; null where none says anything.</returns>
    public static MeshTrust? Joined(IReadOnlyCollection<MeshTrust> parts)
    {
        foreach (var result in new[] { TrustResult.Fails, TrustResult.Unknown, TrustResult.Works })
        {
            var all = parts.Where(part => part.Result == result && part.Reason.Length > 0).ToList();
            if (all.Count > 0) return all.Count == 1 ? all[0] : Of(all);
        }

        return null;
    }

    public static MeshTrust Works(MeshCluster client, MeshCluster server) => new(client.Name, server.Name, TrustResult.Works, "");

    public static MeshTrust Fails(MeshCluster client, MeshCluster server, string why, string next) =>
        new(client.Name, server.Name, TrustResult.Fails, why + ".") { Recommendation = next };

    public static MeshTrust Unknown(MeshCluster client, MeshCluster server, string why, string next) =>
        new(client.Name, server.Name, TrustResult.Unknown, why + ".") { Recommendation = next };

    private static MeshTrust Of(List<MeshTrust> all)
    {
        var configured = all.Find(part => part.Configuration.Length > 0) ?? all[0];
        return configured with
        {
            Reason = Text(all.Select(part => part.Reason.TrimEnd('.') + ".")),
            Recommendation = Text(all.Select(part => part.Recommendation)),
        };
    }

    private static string Text(IEnumerable<string> sentences) =>
        string.Join(' ', sentences.Where(text => text.Length > 0).Distinct(StringComparer.Ordinal));
}
