using System.Management.Automation;
using System.Threading.Channels;
using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Connections;

namespace MeshFederation.Commands;

/// <summary>
/// Runs a cmdlet's work on clusters off the pipeline thread, until it is done or the user stops it. A cmdlet has one, calls
/// <see cref="Stop"/> in StopProcessing, and disposes of it. What credential plugins write meanwhile, how to sign in say, is shown on the
/// pipeline thread as it comes.
/// </summary>
internal sealed class ClusterWork : IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Ends the work as soon as it can be ended.</summary>
    public void Stop()
    {
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The cmdlet is over already.
        }
    }

    /// <summary>Runs work and waits for it.</summary>
    /// <typeparam name="T">What comes of it.</typeparam>
    /// <param name="work">The work.</param>
    /// <param name="command">Shows what plugins and servers say meanwhile, on the calling thread.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="PipelineStoppedException">The user stopped it.</exception>
    public T Run<T>(Func<CancellationToken, Task<T>> work, MeshCommand? command = null) =>
        Stream(stop => One(work, stop), command).Single();

    /// <summary>
    /// Runs work that gives one thing after the other. Who stops taking them stops the work, and comes back when it has ended: nothing is
    /// written, and no lease is held, behind the back of whoever goes on.
    /// </summary>
    /// <typeparam name="T">What comes of it.</typeparam>
    /// <param name="work">The work.</param>
    /// <param name="command">Shows what plugins and servers say meanwhile, on the calling thread.</param>
    /// <returns>What comes, as it comes.</returns>
    /// <exception cref="PipelineStoppedException">The user stopped it.</exception>
    public IEnumerable<T> Stream<T>(Func<CancellationToken, IAsyncEnumerable<T>> work, MeshCommand? command = null)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        var channel = Channel.CreateUnbounded<Piece<T>>();
        var debugs = command?.IsDebugging is true;
        var pump = Task.Run(() => PumpAsync(work, channel.Writer, debugs, stop.Token));
        try
        {
            while (Wait(channel.Reader))
            {
                while (channel.Reader.TryRead(out var piece))
                {
                    if (piece.Line is null) yield return piece.Item!;
                    else command?.Show(piece.Line);
                }
            }

            Finish(pump);
        }
        finally
        {
            stop.Cancel();
            ((IAsyncResult)pump).AsyncWaitHandle.WaitOne();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _stop.Dispose();

    private static async Task PumpAsync<T>(
        Func<CancellationToken, IAsyncEnumerable<T>> work, ChannelWriter<Piece<T>> pieces, bool debugs, CancellationToken stop)
    {
        PluginMessages.ListenWith(line => Say(new(line, MessageKind.OfPlugin)));
        ApiMessages.ListenWith(
            line => Say(new(line, MessageKind.Warning)), debugs ? line => Say(new(line, MessageKind.Debug)) : null);
        try
        {
            await foreach (var item in work(stop).ConfigureAwait(false)) pieces.TryWrite(new(item, null));
        }
        finally
        {
            pieces.TryComplete();
        }

        void Say(CommandMessage line) => pieces.TryWrite(new(default, line));
    }

    private static async IAsyncEnumerable<T> One<T>(
        Func<CancellationToken, Task<T>> work, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        yield return await work(stop).ConfigureAwait(false);
    }

    private static bool Wait<T>(ChannelReader<Piece<T>> pieces) =>
        pieces.WaitToReadAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();

    private void Finish(Task pump)
    {
        try
        {
            pump.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>Something that came: an item, or a line.</summary>
    private readonly record struct Piece<T>(T? Item, CommandMessage? Line);
}
