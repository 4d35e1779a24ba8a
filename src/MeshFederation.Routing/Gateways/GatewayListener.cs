using MeshFederation.Model.Objects;

namespace MeshFederation.Routing.Gateways;

/// <summary>
/// What a gateway listens at: servers of Gateways are of one listener where port and address are the same (istio
/// pilot/pkg/model/gateway.go mergeGateways, ServerPort).
/// </summary>
/// <param name="Port">The port.</param>
/// <param name="Bind">The address, as the server says it; empty for all.</param>
public readonly record struct GatewayListener(int Port, string Bind)
{
    /// <summary>The listener of a server.</summary>
    /// <param name="server">What the server says.</param>
    /// <returns>The listener.</returns>
    public static GatewayListener Of(UnstructuredMap server) =>
        new((int)(server.Map("port")?.Number("number") ?? 0), server.Text("bind") ?? "");
}
