using System.Net;

namespace MeshFederation.Clusters.Api;

/// <summary>
/// The body of a write that may be sent only for a while. Connecting takes its time, and a machine may sleep meanwhile, with its timers: so
/// whether it may still be sent is asked once more when the connection is there. Without its body no server does what is asked for.
/// </summary>
internal sealed class TimelyContent : HttpContent
{
    private readonly byte[] _body;
    private readonly IWriteGuard? _guard;

    private TimelyContent(byte[] body, IWriteGuard? guard) => (_body, _guard) = (body, guard);

    /// <summary>Makes the body of a message.</summary>
    /// <param name="body">Its bytes.</param>
    /// <param name="contentType">What they are.</param>
    /// <param name="guard">What says whether it may be sent; null for at any time.</param>
    public static TimelyContent Of(byte[] body, string contentType, IWriteGuard? guard)
    {
        var content = new TimelyContent(body, guard);
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return content;
    }

    /// <inheritdoc />
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    /// <inheritdoc />
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (_guard?.MayWriteNow == false) throw new UnsentException();
        await stream.WriteAsync(_body, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc />
    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }
}
