using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Gateways;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Text;

namespace MeshFederation.Istio.Ambient;

/// <summary>The Gateways between ambient meshes, as ztunnels have them of istiod.</summary>
internal static class TunnelGateways
{
    /// <summary>What istiod makes of Gateways of these classes has their name alone.</summary>
    private static readonly string[] Plain = [AmbientNames.EastWestClass, AmbientNames.WaypointClass];

    /// <summary>The Gateways of a cluster that stand for those of other networks and take tunnels.</summary>
    public static IEnumerable<MeshManifest> Remote(IstioCluster cluster) =>
        cluster.Of(ReadKind.ApiGateway).Where(gateway => GatewayApi.IsRemote(gateway) && TakesTunnels(gateway));

    /// <summary>The Gateways of a cluster that take the calls of other networks.</summary>
    public static IEnumerable<MeshManifest> Serving(IstioCluster cluster) =>
        cluster.Of(ReadKind.ApiGateway).Where(Takes);

    /// <summary>Whether a Gateway takes the calls of other networks.</summary>
    public static bool Takes(MeshManifest gateway) => Takes(gateway.Content);

    /// <summary>Whether a Gateway takes the calls of other networks.</summary>
    public static bool Takes(UnstructuredMap gateway) => GatewayApi.ClassOf(gateway) == AmbientNames.EastWestClass;

    /// <summary>The network that a Gateway is of; empty where its label does not say.</summary>
    public static string NetworkOf(MeshManifest gateway) => gateway.Labels().Text(IstiodLabels.Network) ?? "";

    /// <summary>The service account that its annotation names; null where it names none.</summary>
    public static string? NamedAccount(MeshManifest gateway) => NamedAccount(gateway.Content);

    /// <summary>The service account that its annotation names; null where it names none.</summary>
    public static string? NamedAccount(UnstructuredMap gateway) =>
        gateway.Map("metadata")?.Map("annotations")?.Text(AmbientNames.ServiceAccount) is { Length: > 0 } account ? account : null;

    /// <summary>
    /// The service account by which callers know a Gateway: that of its annotation, else the name that istiod makes of the Gateway's, which
    /// for most classes has the class behind it (istio pilot/pkg/config/kube/gateway/deploymentcontroller.go getDefaultName and, for one of
    /// another network, pilot/pkg/model/context.go GetServiceAccountName; run).
    /// </summary>
    public static string AccountOf(MeshManifest gateway) =>
        NamedAccount(gateway)
            ?? (GatewayApi.ClassOf(gateway.Content) is { } name && !Plain.Contains(name) ? $"{gateway.Name}-{name}" : gateway.Name);

    /// <summary>The account that is kept of a Gateway, as <c>default/waypoint=gateways</c>; null where it has that of its name.</summary>
    public static string? KeptAccount(IEnumerable<string>? accounts, string gateway) =>
        accounts?.FirstOrDefault(item => item.StartsWith(gateway + "=", StringComparison.Ordinal))?[(gateway.Length + 1)..];

    /// <summary>The ports at which a Gateway takes tunnels.</summary>
    public static IEnumerable<int> PortsOf(MeshManifest gateway) => PortsOf(gateway.Content);

    /// <summary>The port at which callers connect to a Gateway for another network.</summary>
    public static int PortOf(MeshManifest gateway) => PortOf(gateway.Content);

    /// <summary>The port at which callers connect to a Gateway.</summary>
    public static int PortOf(UnstructuredMap gateway) => PortsOf(gateway).FirstOrDefault(AmbientNames.TunnelPort);

    /// <summary>An address with a port, as <c>192.0.2.2:15008</c>.</summary>
    public static string PlaceOf(string address, int port) => SocketText.Of(address, port);

    private static bool TakesTunnels(MeshManifest gateway) => PortsOf(gateway).Any();

    private static IEnumerable<int> PortsOf(UnstructuredMap gateway) => (gateway.Map("spec")?.Maps("listeners") ?? [])
        .Where(listener => listener.Text("protocol") == AmbientNames.TunnelProtocol)
        .Select(listener => (int)Math.Clamp(listener.Number("port") ?? AmbientNames.TunnelPort, 0, ushort.MaxValue));
}
