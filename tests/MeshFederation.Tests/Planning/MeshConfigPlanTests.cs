using MeshFederation.Istio.Declarations;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning;

namespace MeshFederation.Tests.Planning;

/// <summary>What a mesh's settings change about the objects of a federation.</summary>
public sealed class MeshConfigPlanTests
{
    [Theory]
    [InlineData("istio-discovery=enabled", "shop")]
    [InlineData("kubernetes.io/metadata.name=istio-system", "istio-system")]
    [InlineData("kubernetes.io/metadata.name notin (istio-system)", "shop")]
    [InlineData("kubernetes.io/metadata.name notin (istio-system, shop)", "istio-system")]
    public void A_host_without_routes_stands_in_Istios_namespace_unless_selectors_leave_it_out(string selector, string space)
    {
        var client = Declared.Cluster("c1") with { MeshConfig = new() { DiscoverySelector = [SelectorSyntax.Parse(selector)] } };
        Assert.Equal(space, Entry(client).Namespace);
    }

    [Fact]
    public void What_is_known_of_the_cluster_decides_where_an_object_stands()
    {
        var client =
            Declared.Cluster("c1") with { MeshConfig = new() { DiscoverySelector = [SelectorSyntax.Parse("istio-discovery=enabled")] } };
        var (yes, no) = (LabelSet.Create("istio-discovery", "enabled"), LabelSet.Empty);
        string With(params MeshNamespace[] known) => Entry(client with { Facts = new() { Namespace = known.ToValueList() } }).Namespace;
        Assert.Equal("istio-system", With(new("istio-system", yes), new MeshNamespace("shop", yes)));
        Assert.Equal("shop", With(new("istio-system", no), new MeshNamespace("shop", yes)));
        Assert.Equal("istio-system", With(new("istio-system", no), new MeshNamespace("shop", no)));
        Assert.Equal("istio-system", With(new MeshNamespace("istio-system", no)));
    }

    [Fact]
    public void Only_what_the_mesh_would_hide_says_that_all_see_it()
    {
        MeshCluster Client(MeshConfig mesh) => Declared.Cluster("c1") with { MeshConfig = mesh };
        Assert.Empty(Exporting(Client(MeshConfig.Default)));
        Assert.Empty(Exporting(Client(
            new() { DefaultServiceExportTo = ["*"], DefaultVirtualServiceExportTo = ["*"], DefaultDestinationRuleExportTo = ["*"] })));
        Assert.Equal(["ServiceEntry"], Exporting(Client(new() { DefaultServiceExportTo = ["."] })));
        Assert.Equal(["ServiceEntry"], Exporting(Client(new() { DefaultServiceExportTo = ["web"] })));
        Assert.Equal(["DestinationRule"], Exporting(Client(new() { DefaultDestinationRuleExportTo = ["."] })));
        Assert.Empty(Exporting(Client(new() { DefaultDestinationRuleExportTo = ["web"] })));
        Assert.Equal(["VirtualService"], Exporting(Client(new() { DefaultVirtualServiceExportTo = ["~"] })));
    }

    [Fact]
    public void Without_automatic_mTLS_rules_for_own_hosts_ask_for_it()
    {
        static string? Mode(MeshCluster client) =>
            Planned(client)
                .Single(item => item is { Kind: "DestinationRule", Name: "s", Cluster: "c1" }).Spec
                .Map("trafficPolicy")
                ?.Map("tls")
                ?.Text("mode");
        Assert.Null(Mode(Declared.Cluster("c1")));
        Assert.Null(Mode(Declared.Cluster("c1", "1.5.0")));
        Assert.Equal("ISTIO_MUTUAL", Mode(Declared.Cluster("c1", "1.4.10")));
        Assert.Equal("ISTIO_MUTUAL", Mode(Declared.Cluster("c1") with { MeshConfig = new() { EnableAutoMtls = false } }));
        Assert.Null(Mode(Declared.Cluster("c1", "1.4.10") with { MeshConfig = new() { EnableAutoMtls = true } }));
    }

    [Fact]
    public void A_gateway_that_keeps_the_single_chain_has_hosts_for_server_names()
    {
        var server =
            Declared.Cluster("c2", "1.18.0") with { Facts = new() { IstiodSetting = ["PILOT_ENABLE_LEGACY_AUTO_PASSTHROUGH=true"] } };
        Assert.Equal("*.s.shop.svc.cluster.local", GatewayHost(server));
        Assert.Equal("s.shop.svc.cluster.local", GatewayHost(server with { IstioVersion = new(1, 19, 0) }));
        Assert.Equal("s.shop.svc.cluster.local", GatewayHost(server with { Facts = null }));
    }

    private static string? GatewayHost(MeshCluster server) =>
        FederationPlanner.Plan(Declared.Federation(Declared.Service("s", [server], Declared.Cluster("c1"), "shop")))
            .Single(item => item.Kind == "Gateway").Spec
            .Maps("servers").Single()
            .List("hosts").Single() as string;

    private static IEnumerable<string> Exporting(MeshCluster client) =>
        Planned(client)
            .Where(item => item.Cluster == "c1" && item.Spec.List("exportTo").Contains("*"))
            .Select(item => item.Kind).Distinct(StringComparer.Ordinal);

    private static MeshManifest Entry(MeshCluster client) =>
        FederationPlanner.Plan(Declared.Federation(Declared.Service("s", [Declared.Cluster("c2")], client, "shop")))
            .Single(item => item.Kind == "ServiceEntry");

    private static IReadOnlyList<MeshManifest> Planned(MeshCluster client)
    {
        var service = Declared.Service("s", [client, Declared.Cluster("c2")], client, "shop")
            .WithTrafficSplit([DestinationSyntax.Parse("c2/v2:50"), DestinationSyntax.Parse("c1/v1:50")], []);
        return FederationPlanner.Plan(Declared.Federation(service));
    }
}
