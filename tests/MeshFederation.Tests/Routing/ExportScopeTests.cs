using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Sidecars;
using MeshFederation.Istio.Visibility;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Routing.CalledHosts;
using static MeshFederation.Tests.Routing.RoutingText;

namespace MeshFederation.Tests.Routing;

/// <summary>istio pilot/pkg/model/push_context.go initDefaultExportMaps, IsServiceVisible, setDestinationRules.</summary>
public sealed class ExportScopeTests
{
    [Theory]
    [InlineData("1.30.3", "", "*")]
    [InlineData("1.30.3", ".", "default")]
    [InlineData("1.30.3", "*", "*")]
    [InlineData("1.30.3", "~", "")]
    [InlineData("1.30.3", "web,.", "default,web")]
    [InlineData("1.30.3", "web", "web")]
    [InlineData("1.30.0", "web", "")]
    [InlineData("1.30.0", "web,.", "default")]
    [InlineData("1.29.6", "web,*", "*")]
    public void The_default_of_services_is_read_as_the_version_reads_it(string version, string mesh, string namespaces)
    {
        var scopes = mesh.Split(',', StringSplitOptions.RemoveEmptyEntries).ToValueList();
        var cluster = new MeshCluster(
            "c1",
            "c1")
        {
            IstioVersion = IstioVersion.Parse(version),
            MeshConfig = new() { DefaultServiceExportTo = scopes, DefaultVirtualServiceExportTo = scopes }
        };
        Assert.Equal(namespaces, string.Join(',', ExportScope.DefaultOf("ServiceEntry", "default", cluster).Namespaces));
        Assert.Equal(namespaces, string.Join(',', ExportScope.DefaultOf("VirtualService", "default", cluster).Namespaces));
    }

    [Theory]
    [InlineData(".", "default")]
    [InlineData("~", "*")]
    [InlineData("web", "*")]
    [InlineData("web,.", "default")]
    public void Of_the_default_of_DestinationRules_only_the_own_namespace_counts(string mesh, string namespaces)
    {
        var cluster = new MeshCluster("c1", "c1") { MeshConfig = new() { DefaultDestinationRuleExportTo = mesh.Split(',').ToValueList() } };
        Assert.Equal(namespaces, string.Join(',', ExportScope.DefaultOf("DestinationRule", "default", cluster).Namespaces));
    }

    [Fact]
    public void A_hidden_service_is_found_beside_it_alone_and_the_reason_names_the_setting()
    {
        var cluster = Mesh(
            Service("a") + Object(
                "ServiceEntry", "e", "{hosts: [e.example.com], ports: [{number: 80, name: http, protocol: HTTP}], resolution: STATIC}"),
            new() { DefaultServiceExportTo = ["."] });
        Assert.Equal(CalledHostOutcome.Found, HostResolver.Resolve(cluster, MeshCaller.In("default"), "a", 80).Outcome);
        var hidden = HostResolver.Resolve(cluster, MeshCaller.In("shop"), "a.default", 80);
        Assert.Equal(CalledHostOutcome.NotExported, hidden.Outcome);
        Assert.Contains("its mesh's defaultServiceExportTo [.] hides it from the namespace shop", hidden.Why, StringComparison.Ordinal);
        Assert.Equal(CalledHostOutcome.NotExported, HostResolver.Resolve(cluster, MeshCaller.In("shop"), "e.example.com", 80).Outcome);
    }

    [Fact]
    public void An_object_that_says_it_is_not_hidden_by_the_default()
    {
        var cluster = Mesh(
            Object(
                "ServiceEntry",
                "e",
                "{hosts: [e.example.com], exportTo: ['*'], ports: [{number: 80, name: http, protocol: HTTP}], resolution: STATIC}"),
            new() { DefaultServiceExportTo = ["."] });
        Assert.Equal(CalledHostOutcome.Found, HostResolver.Resolve(cluster, MeshCaller.In("shop"), "e.example.com", 80).Outcome);
    }

    [Fact]
    public void A_hidden_DestinationRule_and_VirtualService_are_given_to_their_own_namespace_alone()
    {
        var cluster = Mesh(
            Service("a") + Object("DestinationRule", "r", "{host: a.default.svc.cluster.local}")
            + Object("VirtualService", "v", "{hosts: [a.default.svc.cluster.local], http: [{route: [{destination: {host: a}}]}]}"),
            new() { DefaultDestinationRuleExportTo = ["."], DefaultVirtualServiceExportTo = ["."] });
        var service = cluster.Services.Find("a.default.svc.cluster.local", "shop")!;
        Assert.Equal(
            ("r", null),
            (cluster.DestinationRules.For(MeshCaller.In("default"), service)?.First.Name,
                cluster.DestinationRules.For(MeshCaller.In("shop"), service)?.First.Name));
        Assert.Single(cluster.VirtualServices.ForRequests(service.Host, MeshCaller.In("default"), null, 80));
        Assert.Empty(cluster.VirtualServices.ForRequests(service.Host, MeshCaller.In("shop"), null, 80));
    }

    [Fact]
    public void What_istiod_does_not_look_at_routes_nothing_and_the_reason_says_so()
    {
        var cluster = Mesh(
            Service("a") + Object("DestinationRule", "r", "{host: a.default.svc.cluster.local}", "shop"),
            new() { DiscoverySelector = [SelectorSyntax.Parse("kubernetes.io/metadata.name=shop")] });
        Assert.Null(cluster.Services.Find("a.default.svc.cluster.local", "shop"));
        var called = HostResolver.Resolve(cluster, MeshCaller.In("shop"), "a.default", 80);
        Assert.Equal(CalledHostOutcome.Unknown, called.Outcome);
        Assert.Contains("istiod of the cluster c1 does not look at the namespace default", called.Why, StringComparison.Ordinal);
        Assert.Single(cluster.DestinationRules.All);
    }

    [Theory]
    [InlineData(OutboundTrafficPolicy.AllowAny, "", OutboundTrafficPolicy.AllowAny)]
    [InlineData(OutboundTrafficPolicy.RegistryOnly, "", OutboundTrafficPolicy.RegistryOnly)]
    [InlineData(OutboundTrafficPolicy.AllowAny, "{outboundTrafficPolicy: {mode: REGISTRY_ONLY}}", OutboundTrafficPolicy.RegistryOnly)]
    [InlineData(OutboundTrafficPolicy.RegistryOnly, "{outboundTrafficPolicy: {mode: ALLOW_ANY}}", OutboundTrafficPolicy.AllowAny)]
    [InlineData(OutboundTrafficPolicy.RegistryOnly, "{egress: [{hosts: ['*/*']}]}", OutboundTrafficPolicy.RegistryOnly)]
    public void A_Sidecars_outbound_policy_wins_over_the_meshs(OutboundTrafficPolicy mesh, string sidecar, OutboundTrafficPolicy policy)
    {
        var cluster = Mesh(sidecar.Length == 0 ? "" : Object("Sidecar", "s", sidecar), new() { OutboundTrafficPolicy = mesh });
        Assert.Equal(policy, cluster.OutboundPolicy(MeshCaller.In("default")));
    }
}
