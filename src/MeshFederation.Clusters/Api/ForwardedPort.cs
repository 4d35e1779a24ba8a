using System.Buffers;
using System.Net.WebSockets;
using System.Text;

namespace MeshFederation.Clusters.Api;

/// <summary>
/// A connection to a port of a pod, through the API server and the kubelet. Each message of the WebSocket begins with the number of its
/// channel: 0 is the data, 1 what went wrong; on each, the number of the port comes first, as two bytes (k8s.io/cri-streaming
/// portforward/websocket.go).
/// </summary>
internal sealed class ForwardedPort(UpgradedConnection connection) : Stream
{
    /// <summary>The protocol in which the kubelet forwards ports by a WebSocket; it is there in every version of Kubernetes.</summary>
    public const string Protocol = "v4.channel.k8s.io";

    private const int PortBytes = 2;
    private const int Channels = 2;

    private readonly byte[] _buffer = new byte[32 * 1024];
    private readonly int[] _skipped = new int[Channels];
    private readonly StringBuilder _problem = new();
    private ReadOnlyMemory<byte> _unread;
    private int _channel = -1;
    private bool _ended;

    /// <inheritdoc />
    public override bool CanRead => true;

    /// <inheritdoc />
    public override bool CanSeek => false;

    /// <inheritdoc />
    public override bool CanWrite => true;

    /// <inheritdoc />
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc />
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc />
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_unread.IsEmpty && !_ended) await ReceiveAsync(cancellationToken).ConfigureAwait(false);
        var count = Math.Min(buffer.Length, _unread.Length);
        _unread[..count].CopyTo(buffer);
        _unread = _unread[count..];
        return count;
    }

    /// <inheritdoc />
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // The channel and the data are one frame: servers take each frame for a message.
        var message = ArrayPool<byte>.Shared.Rent(buffer.Length + 1);
        try
        {
            message[0] = 0;
            buffer.CopyTo(message.AsMemory(1));
            var frame = message.AsMemory(0, buffer.Length + 1);
            await connection.Socket.SendAsync(frame, WebSocketMessageType.Binary, endOfMessage: true, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (WebSocketException exception)
        {
            throw new IOException(exception.Message, exception);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(message);
        }
    }

    /// <inheritdoc />
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc />
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc />
    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer, offset, count, CancellationToken.None).GetAwaiter().GetResult();

    /// <inheritdoc />
    public override void Write(byte[] buffer, int offset, int count) =>
        WriteAsync(buffer, offset, count, CancellationToken.None).GetAwaiter().GetResult();

    /// <inheritdoc />
    public override void Flush()
    {
    }

    /// <inheritdoc />
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing) connection.Dispose();
        base.Dispose(disposing);
    }

    private async Task ReceiveAsync(CancellationToken ct)
    {
        ValueWebSocketReceiveResult part;
        try
        {
            part = await connection.Socket.ReceiveAsync(_buffer.AsMemory(), ct).ConfigureAwait(false);
        }
        catch (WebSocketException exception)
        {
            throw new IOException(_problem.Length > 0 ? _problem.ToString() : exception.Message, exception);
        }

        if (part.MessageType == WebSocketMessageType.Close) End();
        else Take(_buffer.AsMemory(0, part.Count), part.EndOfMessage);
    }

    private void End()
    {
        _ended = true;
        if (_problem.Length > 0) throw new IOException(_problem.ToString());
    }

    private void Take(ReadOnlyMemory<byte> part, bool isLast)
    {
        if (_channel < 0 && part.Length > 0) (_channel, part) = (part.Span[0], part[1..]);
        if (_channel is >= 0 and < Channels)
        {
            var skip = Math.Min(PortBytes - _skipped[_channel], part.Length);
            _skipped[_channel] += skip;
            part = part[skip..];
            if (_channel == 0) _unread = part;
            else _problem.Append(Encoding.UTF8.GetString(part.Span));
        }

        if (isLast) _channel = -1;
    }
}
