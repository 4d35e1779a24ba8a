using MeshFederation.Istio.Names;
using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Gateways;

/// <summary>
/// What a gateway listens at: servers of Gateways are of one listener where port and address are the same (istio
/// pilot/pkg/model/gateway.go mergeGateways, ServerPort; pilot/pkg/networking/core/gateway.go buildGatewayListeners).
/// </summary>
/// <param name="Port">The port.</param>
/// <param name="Bind">The address; empty for all.</param>
public sealed record GatewayListener(int Port, string Bind)
{
    /// <summary>The listener of a server.</summary>
    /// <param name="server">What the server says.</param>
    /// <returns>The listener.</returns>
    public static GatewayListener Of(UnstructuredMap server) =>
        new((int)(server.Map("port")?.Number("number") ?? 0), BindOf(server) is var bind && bind == AnyAddress.V4 ? "" : bind);

    /// <summary>The address that a server says; empty where it says none.</summary>
    /// <param name="server">What the server says.</param>
    /// <returns>The text.</returns>
    public static string BindOf(UnstructuredMap server) => server.Text("bind") ?? "";
}
