using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Planning;
using MeshFederation.Routing;
using MeshFederation.Routing.Gateways;
using MeshFederation.Routing.VirtualServices;
using MeshFederation.Tests.Routing;

namespace MeshFederation.Tests.Planning;

/// <summary>A service of two clusters, and a gateway of one's own in the one that calls it.</summary>
internal static class GatewayScene
{
    public const string Host = "echo.shop.svc.cluster.local";
    public const string Web = "istio-system/web";

    /// <summary>The gateway's own pods.</summary>
    public static MeshCaller Pods => new("istio-system", UnstructuredMap.Of(("istio", "ingressgateway"))) { IsGateway = true };

    public static MeshService Service(string ports, string others = "")
    {
        var one = Declared.Cluster("c1");
        return ServiceDeclaration.Check(new(
            name: "echo",
            ns: "shop",
            port: ports.Split(' ').Select(PortSyntax.Parse).ToValueList(),
            instance: [new(one) { OtherPort = others.Length == 0 ? [] : [PortSyntax.Parse(others)] }, new(Declared.Cluster("c2"))],
            clientCluster: [one]));
    }

    /// <summary>The calling cluster with what is planned and a gateway with a port.</summary>
    public static RoutingCluster Mesh(MeshService service, string port)
    {
        var gateway = RoutingText.Objects(RoutingText.Object(
            "Gateway", "web", $"{{selector: {{istio: ingressgateway}}, servers: [{{port: {port}, hosts: ['*']}}]}}", "istio-system", ""));
        return new RoutingMesh([.. FederationPlanner.Plan(Declared.Federation(service)), .. gateway], [service], [])["c1"]!;
    }

    public static RouteChoice AtGateway(RoutingCluster cluster, MeshRequest request) =>
        GatewayRouting.Choose(cluster, Pods, EntryServer.Of(EntryGateways.Named(cluster, Web)!).Single(), request);

    /// <summary>The end of the only host, and its subset.</summary>
    public static string Place(IReadOnlyList<RouteShare> shares)
    {
        var share = Assert.Single(shares);
        return $"{share.Host[(share.Host.IndexOf(".svc.", StringComparison.Ordinal) + 5)..]} {share.Subset}";
    }
}
