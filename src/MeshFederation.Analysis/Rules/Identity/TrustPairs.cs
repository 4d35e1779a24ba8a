using MeshFederation.Model.Clusters;

namespace MeshFederation.Analysis.Rules.Identity;

/// <summary>The clusters of which one calls services of the other.</summary>
internal static class TrustPairs
{
    /// <summary>Those whose trust domains differ, as far as both are known.</summary>
    public static IEnumerable<(MeshCluster Client, MeshCluster Server)> Of(FederationView federation) =>
        All(federation).Where(pair =>
            pair.Client.TrustDomain.Length > 0 && pair.Server.TrustDomain.Length > 0 && pair.Client.TrustDomain != pair.Server.TrustDomain);

    /// <summary>All of which both were declared or read.</summary>
    public static IEnumerable<(MeshCluster Client, MeshCluster Server)> All(FederationView federation) =>
        federation.AllWays.Where(way => !way.IsOfService || way.SpeaksMeshTls)
            .Select(way => (Client: way.Client.Name, Server: way.Server.Name)).Distinct()
            .Select(pair => (Client: federation.In(pair.Client), Server: federation.In(pair.Server)))
            .Where(pair => pair.Client.IsDeclared && pair.Server.IsDeclared)
            .Select(pair => (pair.Client.Cluster, pair.Server.Cluster));
}
