using MeshFederation.Clusters.Api;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Identity;

/// <summary>
/// Makes writes of which afterwards is known whether they were made: after a stop one that is under way gets a few seconds to end, and
/// where no answer says what became of it, the object is looked at.
/// </summary>
internal static class SureWrites
{
    /// <summary>How long what is under way may take after a stop, and how long looking may take then.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Makes an object; replaces the one that was read, where it has its version.</summary>
    /// <param name="api">The API.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="wanted">The whole object.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="MeshException">It was not written, or the message says that this is not known.</exception>
    /// <exception cref="OpenWriteException">It was stopped, and whether it was written is not known.</exception>
    /// <exception cref="OperationCanceledException">It was stopped, and not written.</exception>
    public static async Task WriteAsync(KubernetesApi api, ResourceKind kind, UnstructuredMap wanted, CancellationToken ct)
    {
        for (var isOpen = false; ;)
        {
            ct.ThrowIfCancellationRequested();
            try
            {
                await FinishAsync(limit => OnceAsync(api, kind, wanted, limit), api.Clock, ct).ConfigureAwait(false);
                return;
            }
            catch (OpenWriteException)
            {
                if (await IsThereAsync(api, kind, wanted, CancellationToken.None).ConfigureAwait(false)) return;
                throw new OperationCanceledException(ct);
            }
            catch (MeshException exception) when (LeavesOpen(exception) || (isOpen && Met(exception)))
            {
                isOpen = true;
                if (await IsThereAfterAsync(api, kind, wanted, exception, ct).ConfigureAwait(false)) return;
                if (!api.MayComeBack(exception))
                    throw With(exception, $"The {Title(kind, wanted)} had not been written when it was looked at afterwards.");
                await Task.Delay(Pause, api.Clock, ct).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Lets what is under way end after a stop.</summary>
    /// <typeparam name="T">What comes of it.</typeparam>
    /// <param name="write">What is done.</param>
    /// <param name="clock">By which it is counted how long that takes.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="OpenWriteException">It did not end in time.</exception>
    public static async Task<T> FinishAsync<T>(Func<CancellationToken, Task<T>> write, TimeProvider clock, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        await using var hurry = ct.Register(() => limit.CancelAfter(Grace)).ConfigureAwait(false);
        try
        {
            return await write(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (limit.IsCancellationRequested)
        {
            throw new OpenWriteException(exception);
        }
    }

    private static Task<UnstructuredMap> OnceAsync(KubernetesApi api, ResourceKind kind, UnstructuredMap wanted, CancellationToken ct) =>
        Metadata(wanted).Text("resourceVersion") is null ? api.CreateAsync(kind, wanted, ct) : api.ReplaceAsync(kind, wanted, ct);

    /// <summary>Whether an error leaves open what became of a write: the request was sent, and no answer says.</summary>
    private static bool LeavesOpen(MeshException exception) => exception switch
    {
        ApiException { MayBeDone: true } => true,
        { ErrorId: MeshErrorId.ClusterTimeout } => true,
        { ErrorId: MeshErrorId.ClusterUnreachable, InnerException: { } cause } => !Retry.IsUnsent(cause),
        _ => false,
    };

    /// <summary>What a second try meets when the first was done after all.</summary>
    private static bool Met(MeshException exception) => exception.ErrorId is MeshErrorId.ObjectChanged or MeshErrorId.ObjectExists;

    private static async Task<bool> IsThereAfterAsync(
        KubernetesApi api, ResourceKind kind, UnstructuredMap wanted, MeshException error, CancellationToken ct)
    {
        try
        {
            return await IsThereAsync(api, kind, wanted, ct).ConfigureAwait(false);
        }
        catch (OpenWriteException) when (!ct.IsCancellationRequested)
        {
            throw With(error, $"Whether the {Title(kind, wanted)} was written is not known.");
        }
    }

    /// <summary>Whether an object is as it was to be written.</summary>
    /// <exception cref="OpenWriteException">It cannot be read now.</exception>
    private static async Task<bool> IsThereAsync(KubernetesApi api, ResourceKind kind, UnstructuredMap wanted, CancellationToken ct)
    {
        var metadata = Metadata(wanted);
        try
        {
            var now = await FinishOrGiveUpAsync(
                limit => api.GetAsync(kind, metadata.Text("namespace"), metadata.Text("name")!, limit), api.Clock, ct)
                .ConfigureAwait(false);
            return now is not null && IsAs(now, wanted);
        }
        catch (Exception exception) when (exception is MeshException or OperationCanceledException)
        {
            throw new OpenWriteException(exception);
        }
    }

    /// <summary>After a stop nobody waits for long, whatever the budget says.</summary>
    private static async Task<T> FinishOrGiveUpAsync<T>(
        Func<CancellationToken, Task<T>> look, TimeProvider clock, CancellationToken ct)
    {
        if (ct.CanBeCanceled) return await FinishAsync(look, clock, ct).ConfigureAwait(false);
        using var limit = new CancellationTokenSource(Grace, clock);
        return await look(limit.Token).ConfigureAwait(false);
    }

    /// <summary>Of the metadata what people write, of the rest all but what the server notes.</summary>
    private static bool IsAs(UnstructuredMap now, UnstructuredMap wanted) =>
        wanted.Where(entry => entry.Key is not ("metadata" or "status"))
            .All(entry => UnstructuredMap.Of((entry.Key, entry.Value)) == UnstructuredMap.Of((entry.Key, now.GetValueOrDefault(entry.Key))))
        && Said(now, "labels") == Said(wanted, "labels")
        && Said(now, "annotations") == Said(wanted, "annotations");

    private static UnstructuredMap Said(UnstructuredMap obj, string part) => Metadata(obj).Map(part) ?? UnstructuredMap.Empty;

    private static UnstructuredMap Metadata(UnstructuredMap obj) => obj.Map("metadata") ?? UnstructuredMap.Empty;

    private static string Title(ResourceKind kind, UnstructuredMap obj) =>
        kind.Title(Metadata(obj).Text("namespace"), Metadata(obj).Text("name"));

    private static MeshException With(MeshException error, string what) =>
        new(error.ErrorId, error.Kind, $"{error.Message} {what}", error.RecommendedAction, error.Target, error);
}
