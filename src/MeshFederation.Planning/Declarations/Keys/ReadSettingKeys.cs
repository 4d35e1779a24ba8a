using MeshFederation.Model.Clusters;
using static MeshFederation.Planning.Declarations.Keys.KeysOf<MeshFederation.Model.Clusters.MeshCluster>;

namespace MeshFederation.Planning.Declarations.Keys;

/// <summary>Settings of a mesh that only Get-MeshCluster tells, and that planning goes by.</summary>
internal static class ReadSettingKeys
{
    /// <summary>The keys.</summary>
    public static readonly IReadOnlyList<DeclarationKey<MeshCluster>> All =
    [
        Flag(
            "enableAutoMtls", "Whether the mesh's configuration says that sidecars speak its TLS by themselves.",
            cluster => cluster.MeshConfig.EnableAutoMtls is true,
            (cluster, on) => on ? ClusterKeys.WithConfig(cluster, config => config with { EnableAutoMtls = true }) : cluster)
            with { Parameter = null },
        Texts(
            "failoverPriority", Istio.Endpoints.IstiodLabels.Network,
            "The labels by which endpoints get priorities where an object says none, localityLbSetting.failoverPriority.",
            cluster => cluster.MeshConfig.FailoverPriority,
            (cluster, labels) => ClusterKeys.WithConfig(cluster, config => config with { FailoverPriority = labels }))
            with { Parameter = null },
        Flag(
            "upgradesHttp", "Whether HTTP/1.1 is carried as HTTP/2 between proxies, h2UpgradePolicy: UPGRADE.",
            cluster => cluster.MeshConfig.UpgradesHttp,
            (cluster, on) => ClusterKeys.WithConfig(cluster, config => config with { UpgradesHttp = on }))
            with { Parameter = null },
    ];
}
