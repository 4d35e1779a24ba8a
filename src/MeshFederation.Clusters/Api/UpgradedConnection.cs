using System.Net.WebSockets;

namespace MeshFederation.Clusters.Api;

/// <summary>A WebSocket that the server has opened, with the answer that holds its connection.</summary>
internal sealed class UpgradedConnection : IDisposable
{
    private readonly HttpResponseMessage _response;

    private UpgradedConnection(HttpResponseMessage response, WebSocket socket) => (_response, Socket) = (response, socket);

    /// <summary>The WebSocket.</summary>
    public WebSocket Socket { get; }

    /// <summary>Takes over the connection of an answer 101, which is both read and written from then on.</summary>
    public static async Task<UpgradedConnection> OfAsync(HttpResponseMessage response, string protocol, CancellationToken ct)
    {
        var stream = await response.Content.ReadAsStreamAsync(ct).ConfigureAwait(false);
        return new(response, WebSocket.CreateFromStream(stream, new() { SubProtocol = protocol, KeepAliveInterval = TimeSpan.Zero }));
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Socket.Dispose();
        _response.Dispose();
    }
}
