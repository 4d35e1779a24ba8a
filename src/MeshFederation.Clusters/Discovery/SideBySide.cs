using System.Runtime.CompilerServices;
using System.Threading.Channels;
using MeshFederation.Clusters.Api;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Discovery;

/// <summary>
/// Asks several clusters at the same time, and gives each answer as soon as it is there: none waits for another, and none hides another.
/// </summary>
/// <param name="ThrottleLimit">How many are asked at the same time.</param>
/// <param name="Budget">How long all of them may take together.</param>
internal sealed record SideBySide(int ThrottleLimit, TimeBudget Budget)
{
    /// <summary>Asks. Who stops taking answers stops the asking, too.</summary>
    /// <typeparam name="TTarget">What is asked.</typeparam>
    /// <typeparam name="TResult">What comes of it.</typeparam>
    /// <param name="targets">Those to ask.</param>
    /// <param name="ask">Asks one.</param>
    /// <param name="failed">What comes of one that fails.</param>
    /// <param name="context">The context of one, for messages.</param>
    /// <param name="ct">Stops the asking.</param>
    public async IAsyncEnumerable<TResult> RunAsync<TTarget, TResult>(
        IReadOnlyList<TTarget> targets,
        Func<TTarget, CancellationToken, Task<TResult>> ask,
        Func<TTarget, MeshException, TResult> failed,
        Func<TTarget, string> context,
        [EnumeratorCancellation] CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var limit = Budget.Begin(stop.Token);
        var results = Channel.CreateUnbounded<TResult>();
        var next = -1;
        var asking = Task.WhenAll(
            Enumerable.Range(0, Math.Min(ThrottleLimit, targets.Count)).Select(_ => Task.Run(AskAsync, CancellationToken.None)));
        try
        {
            for (var left = targets.Count; left > 0; left--) yield return await results.Reader.ReadAsync(ct).ConfigureAwait(false);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await asking.ConfigureAwait(false);
        }

        async Task AskAsync()
        {
            try
            {
                for (var index = Interlocked.Increment(ref next); index < targets.Count; index = Interlocked.Increment(ref next))
                {
                    results.Writer.TryWrite(await LimitedAsync(targets[index]).ConfigureAwait(false));
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // Nobody waits for the result any more.
            }
            catch (Exception exception)
            {
                results.Writer.TryComplete(exception);
            }
        }

        async Task<TResult> LimitedAsync(TTarget target)
        {
            try
            {
                return await ask(target, limit.Token).ConfigureAwait(false);
            }
            catch (MeshException exception)
            {
                return failed(target, exception);
            }
            catch (OperationCanceledException exception) when (!stop.IsCancellationRequested)
            {
                return failed(target, DiscoveryErrors.Timeout(context(target), Budget.Limit, exception));
            }
        }
    }
}
