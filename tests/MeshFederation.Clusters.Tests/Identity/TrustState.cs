using MeshFederation.Clusters.Tests.Server;

namespace MeshFederation.Clusters.Tests.Identity;

/// <summary>What of trust a cluster has.</summary>
/// <param name="Config">The mesh configuration, with what it is made of.</param>
/// <param name="HasLists">Whether it has lists of revoked certificates.</param>
internal sealed record TrustState(string Config, bool HasLists)
{
    public static TrustState Of(TestCluster cluster) => new(
        string.Join(
            '|',
            cluster.Find("configmaps", "istio-system", "istio")!["data"]!.ToJsonString(),
            cluster.Find("istios", null, "default")!["spec"]!.ToJsonString(),
            cluster.Find("istiooperators", "istio-system", "installed-state")!["spec"]!.ToJsonString()),
        cluster.Find("secrets", "istio-system", "cacerts")!["data"]!["ca-crl.pem"] is not null);
}
