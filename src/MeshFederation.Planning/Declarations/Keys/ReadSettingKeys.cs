using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Declarations.Shapes;
using static MeshFederation.Planning.Declarations.Keys.KeysOf<MeshFederation.Model.Clusters.MeshCluster>;

namespace MeshFederation.Planning.Declarations.Keys;

/// <summary>Settings of a mesh that only Get-MeshCluster tells, and that planning goes by.</summary>
internal static class ReadSettingKeys
{
    private static readonly MeshServiceScope Everything = new(new([]), new([]));

    private static readonly Section<MeshServiceScope> Scope = new(
        "globalService",
        Selector("services", "Services", scope => scope.Services, (scope, selector) => new(selector, scope.Namespaces)),
        Selector("namespaces", "their namespaces", scope => scope.Namespaces, (scope, selector) => new(scope.Services, selector)));

    /// <summary>The keys.</summary>
    public static readonly IReadOnlyList<DeclarationKey<MeshCluster>> All =
    [
        Flag(
            MeshConfigWords.AutoMtls, "Whether the mesh's configuration says that sidecars speak its TLS by themselves.",
            cluster => cluster.MeshConfig.EnableAutoMtls is true,
            (cluster, on) => on ? ClusterKeys.WithConfig(cluster, config => config with { EnableAutoMtls = true }) : cluster)
            with { Parameter = null },
        Texts(
            MeshConfigWords.LabelPriority, Istio.Endpoints.IstiodLabels.Network,
            "The labels by which endpoints get priorities where an object says none, localityLbSetting.failoverPriority.",
            cluster => cluster.MeshConfig.FailoverPriority,
            (cluster, labels) => ClusterKeys.WithConfig(cluster, config => config with { FailoverPriority = labels }))
            with { Parameter = null },
        Flag(
            "distributesByLocality", "Whether localityLbSetting is turned off or distributes, so that no locality comes first.",
            cluster => !cluster.MeshConfig.FailsOverByLocality,
            (cluster, on) => ClusterKeys.WithConfig(cluster, config => config with { FailsOverByLocality = !on }))
            with { Parameter = null },
        Flag(
            "upgradesHttp", "Whether HTTP/1.1 is carried as HTTP/2 between proxies, h2UpgradePolicy: UPGRADE.",
            cluster => cluster.MeshConfig.UpgradesHttp,
            (cluster, on) => ClusterKeys.WithConfig(cluster, config => config with { UpgradesHttp = on }))
            with { Parameter = null },
        new(
            "globalService", new ListShape(Scope.Shape),
            "Which Services of an ambient mesh have endpoints in other networks, serviceScopeConfigs with the scope GLOBAL.",
            cluster => cluster.MeshConfig.GlobalService.Count == 0
                ? null
                : UnstructuredList.From(cluster.MeshConfig.GlobalService.Select(Scope.Write)),
            (cluster, value, context) => ClusterKeys.WithConfig(cluster, config => config with
            {
                GlobalService = context.Each(value, (item, here) => Scope.Read((UnstructuredMap)item, here, Everything)),
            })) { Parameter = null },
    ];

    private static DeclarationKey<MeshServiceScope> Selector(
        string name, string of, Func<MeshServiceScope, NamespaceSelector> write,
        Func<MeshServiceScope, NamespaceSelector, MeshServiceScope> read) =>
            new(
                name, SelectorKeys.Shape, $"What is asked of the labels of {of}; nothing by default.",
                scope => write(scope).Requirement.Count == 0 ? null : write(scope).ToString(),
                (scope, value, _) => read(scope, SelectorKeys.Read(value)));
}
