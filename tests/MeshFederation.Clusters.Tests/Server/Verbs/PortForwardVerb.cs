using System.Buffers.Binary;
using System.Globalization;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using MeshFederation.Clusters.Tests.Server.Requests;
using Microsoft.AspNetCore.Http;

namespace MeshFederation.Clusters.Tests.Server.Verbs;

/// <summary>
/// Forwards a port of a pod by a WebSocket, as the kubelet behind an API server does (k8s.io/cri-streaming portforward/websocket.go).
/// </summary>
internal sealed class PortForwardVerb(ResourceCall call, HttpContext http, ClusterState state)
{
    private const string Protocol = "v4.channel.k8s.io";

    /// <summary>Forwards until one of both sides ends it, or the server stops.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        _ = state.Locked(_ => call.Live);
        if (!http.WebSockets.IsWebSocketRequest) throw Statuses.BadRequest("Upgrade request required");
        if (!int.TryParse(call.Request["ports"], NumberStyles.None, CultureInfo.InvariantCulture, out var port))
            throw Statuses.BadRequest("query parameter \"ports\" is required");
        if (!http.WebSockets.WebSocketRequestedProtocols.Contains(Protocol))
            throw Statuses.BadRequest("unable to upgrade: unknown protocol");
        using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stop);
        using var socket = await http.WebSockets.AcceptWebSocketAsync(Protocol);
        try
        {
            await RunAsync(socket, port, end);
        }
        catch (Exception error) when (error is WebSocketException or SocketException or IOException or OperationCanceledException)
        {
            // The other side has gone.
        }
    }

    private async Task RunAsync(WebSocket socket, int port, CancellationTokenSource end)
    {
        var number = new byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16LittleEndian(number, (ushort)port);
        await SendAsync(socket, 0, number, end.Token);
        await SendAsync(socket, 1, number, end.Token);
        if (!state.Istiods.TryGetValue($"{call.Resource.Namespace}/{call.Resource.Name}:{port}", out var istiod))
        {
            var text =
                $"error forwarding port {port} to pod {call.Resource.Name}, uid : dial tcp4 127.0.0.1:{port}: connect: connection refused";
            await SendAsync(socket, 1, Encoding.UTF8.GetBytes(text), end.Token);
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, end.Token);
            return;
        }

        using var client = new TcpClient();
        await client.ConnectAsync(istiod.Address.Host, istiod.Address.Port, end.Token);
        await using var stream = client.GetStream();
        await await Task.WhenAny(InAsync(socket, stream, end.Token), OutAsync(socket, stream, end.Token));
        await end.CancelAsync();
    }

    private static async Task InAsync(WebSocket socket, Stream stream, CancellationToken ct)
    {
        var buffer = new byte[4096];
        var channel = -1;
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(), ct);
            if (part.MessageType == WebSocketMessageType.Close) return;
            var data = buffer.AsMemory(0, part.Count);
            if (channel < 0 && part.Count > 0) (channel, data) = (data.Span[0], data[1..]);
            if (channel == 0) await stream.WriteAsync(data, ct);
            if (part.EndOfMessage) channel = -1;
        }
    }

    private static async Task OutAsync(WebSocket socket, Stream stream, CancellationToken ct)
    {
        var buffer = new byte[4096];
        while (await stream.ReadAsync(buffer, ct) is > 0 and var count) await SendAsync(socket, 0, buffer.AsMemory(0, count), ct);
    }

    private static async Task SendAsync(WebSocket socket, byte channel, ReadOnlyMemory<byte> data, CancellationToken ct) =>
        await socket.SendAsync((byte[])[channel, .. data.Span], WebSocketMessageType.Binary, endOfMessage: true, ct);
}
