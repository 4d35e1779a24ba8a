using System.Buffers;

namespace MeshFederation.Clusters.Api;

/// <summary>
/// The body of an answer. A page of a list is a megabyte that is read once, so a long one stands in an array that is lent, and given back
/// by who has read it; who does not leaves it to the runtime.
/// </summary>
internal static class PooledBody
{
    /// <summary>Up to here an array of its own costs less than lending one.</summary>
    private const int Short = 16 * 1024;

    /// <summary>Reads a body.</summary>
    /// <returns>The bytes, and the array that is lent; null where none is.</returns>
    /// <exception cref="HttpRequestException">It broke off, as <see cref="HttpContent.ReadAsByteArrayAsync()"/> says it.</exception>
    public static async Task<(ReadOnlyMemory<byte> Body, byte[]? Lent)> ReadAsync(HttpContent content, CancellationToken ct)
    {
        var stream = await content.ReadAsStreamAsync(ct).ConfigureAwait(false);
        await using var opened = stream.ConfigureAwait(false);
        var (buffer, length) = (ArrayPool<byte>.Shared.Rent(Short), 0);
        for (int read; (read = await ReadAsync(stream, buffer.AsMemory(length), ct).ConfigureAwait(false)) > 0;)
        {
            length += read;
            if (length == buffer.Length) buffer = Grown(buffer);
        }

        if (length > Short) return (buffer.AsMemory(0, length), buffer);
        var own = buffer.AsSpan(0, length).ToArray();
        Return(buffer);
        return (own, null);
    }

    /// <summary>Gives back what was lent, with nothing in it: it may have been of a Secret.</summary>
    public static void Return(byte[] lent) => ArrayPool<byte>.Shared.Return(lent, clearArray: true);

    private static async ValueTask<int> ReadAsync(Stream stream, Memory<byte> place, CancellationToken ct)
    {
        try
        {
            return await stream.ReadAsync(place, ct).ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            throw new HttpRequestException(
                (exception as HttpIOException)?.HttpRequestError ?? HttpRequestError.Unknown, exception.Message, exception);
        }
    }

    private static byte[] Grown(byte[] full)
    {
        var larger = ArrayPool<byte>.Shared.Rent(full.Length * 2);
        full.CopyTo(larger.AsSpan());
        Return(full);
        return larger;
    }
}
