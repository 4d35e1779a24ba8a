using MeshFederation.Clusters.Discovery;
using MeshFederation.Istio.Mesh;
using MeshFederation.Model.Clusters;

namespace MeshFederation.Clusters.Tests.Discovery;

/// <summary>What is read of a mesh's own settings, and of istiod's environment.</summary>
public sealed class MeshConfigDiscoveryTests
{
    private const string Settings = """
        discoverySelectors:
        - matchLabels: {istio-discovery: enabled}
        - matchExpressions: [{key: env, operator: In, values: [stage, prod]}, {key: legacy, operator: DoesNotExist}]
        defaultServiceExportTo: ["."]
        defaultVirtualServiceExportTo: [".", istio-system]
        defaultDestinationRuleExportTo: ["*"]
        outboundTrafficPolicy: {mode: REGISTRY_ONLY}
        enableAutoMtls: false
        localityLbSetting: {failoverPriority: [topology.istio.io/network]}
        h2UpgradePolicy: UPGRADE
        serviceScopeConfigs:
        - {servicesSelector: {matchLabels: {istio.io/global: "true"}}, scope: GLOBAL}
        - {servicesSelector: {matchLabels: {local: "true"}}, scope: LOCAL}
        - {namespaceSelector: {matchExpressions: [{key: env, operator: In, values: [prod]}]}, scope: GLOBAL}
        """;

    [Fact]
    public async Task What_decides_of_the_mesh_configuration_is_read_and_written_back()
    {
        var cluster = await DiscoveryTests.ClusterAsync(new(), Scene.Istiod(), Scene.Gateway, Scene.Mesh(Settings));
        Assert.Equal(
            new()
            {
                DiscoverySelector = [SelectorSyntax.Parse("istio-discovery=enabled"), SelectorSyntax.Parse("env in (prod, stage),!legacy")],
                DefaultServiceExportTo = ["."],
                DefaultVirtualServiceExportTo = [".", "istio-system"],
                DefaultDestinationRuleExportTo = ["*"],
                OutboundTrafficPolicy = OutboundTrafficPolicy.RegistryOnly,
                EnableAutoMtls = false,
                FailoverPriority = ["topology.istio.io/network"],
                UpgradesHttp = true,
                GlobalService =
                [
                    new(SelectorSyntax.Parse("istio.io/global=true"), new([])),
                    new(new([]), SelectorSyntax.Parse("env=prod")),
                ],
            },
            cluster.MeshConfig);
        Assert.Equal(cluster.MeshConfig, MeshSettings.Read(MeshSettings.Write(cluster.MeshConfig)!, MeshConfig.Default));
        Assert.Null(MeshSettings.Write(MeshConfig.Default));
    }

    [Fact]
    public async Task A_mesh_that_says_nothing_has_Istios_defaults()
    {
        var cluster = await DiscoveryTests.ClusterAsync(new(), Scene.Istiod(), Scene.Gateway, Scene.Mesh("trustDomain: td1"));
        Assert.True(cluster.MeshConfig.IsDefault);
        Assert.True(cluster.UsesAutoMtls());
    }

    [Fact]
    public async Task The_revisions_own_configuration_wins_over_the_shared_one_field_by_field()
    {
        var cluster = await DiscoveryTests.ClusterAsync(
            new(), Scene.Istiod(env: "[{name: SHARED_MESH_CONFIG, value: shared}]"), Scene.Gateway,
            Scene.Map("shared", "istio-system", "mesh", "defaultServiceExportTo: ['.']\noutboundTrafficPolicy: {mode: REGISTRY_ONLY}"),
            Scene.Mesh("defaultServiceExportTo: ['*']"));
        Assert.Equal(
            ("*", OutboundTrafficPolicy.RegistryOnly),
            (cluster.MeshConfig.DefaultServiceExportTo.ToString(), cluster.MeshConfig.OutboundTrafficPolicy));
    }

    [Fact]
    public async Task Of_selectors_of_which_one_is_none_istiod_keeps_none()
    {
        var cluster = await DiscoveryTests.ClusterAsync(
            new(),
            Scene.Istiod(),
            Scene.Gateway,
            Scene.Mesh("discoverySelectors: [{matchLabels: {a: b}}, {matchExpressions: [{key: a, operator: Is, values: [b]}]}]"));
        Assert.Empty(cluster.MeshConfig.DiscoverySelector);
    }

    [Fact]
    public async Task Namespaces_with_their_labels_and_istiods_environment_are_read()
    {
        var cluster = await DiscoveryTests.ClusterAsync(
            new(),
            Scene.Istiod(env: "[{name: PILOT_ENABLE_TELEMETRY_LABEL, value: 'false'}, {name: POD_NAME, valueFrom: {fieldRef: {fieldPath: "
                + "metadata.name}}}, {name: OTHER, value: x}]"),
            Scene.Gateway,
            Scene.Mesh(Settings),
            "apiVersion: v1\nkind: Namespace\nmetadata: {name: istio-system}",
            "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {istio-discovery: enabled}}");
        Assert.Equal((false, true), (cluster.Watches("istio-system"), cluster.Watches("shop")));
        Assert.Equal(["PILOT_ENABLE_TELEMETRY_LABEL=false"], cluster.Facts!.IstiodSetting);
    }
}
