using System.Buffers;

namespace MeshFederation.Clusters.Api;

/// <summary>
/// Gathers what is written in an array that is lent: a publish writes an object a request, and a part of a history is a megabyte.
/// </summary>
internal sealed class PooledWriter : IBufferWriter<byte>, IDisposable
{
    private const int InitialSize = 4096;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(InitialSize);
    private int _length;

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    /// <inheritdoc />
    public void Advance(int count) => _length += count;

    /// <inheritdoc />
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Require(Math.Max(sizeHint, 1));
        return _buffer.AsMemory(_length);
    }

    /// <inheritdoc />
    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <summary>Gives back what was lent, with nothing in it.</summary>
    public void Dispose()
    {
        PooledBody.Return(_buffer);
        (_buffer, _length) = ([], 0);
    }

    private void Require(int more)
    {
        if (_buffer.Length - _length >= more) return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(2 * _buffer.Length, _length + more));
        Written.CopyTo(larger);
        PooledBody.Return(_buffer);
        _buffer = larger;
    }
}
