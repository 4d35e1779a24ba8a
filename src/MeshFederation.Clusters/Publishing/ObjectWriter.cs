using MeshFederation.Clusters.Api;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Planning.Comparison;
using MeshFederation.Planning.Publishing;

namespace MeshFederation.Clusters.Publishing;

/// <summary>Makes one write, and finds out afterwards whether one was made whose answer never came.</summary>
internal static class ObjectWriter
{
    /// <summary>Makes the write, and for fields of somebody's object that is gone nothing.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="run">The object.</param>
    /// <param name="write">The write.</param>
    /// <param name="removes">
    /// Whether a federation is removed whole. Then a cluster that takes nothing new keeps the fields that somebody's objects have of it,
    /// since taking them back is a write, and all else goes.
    /// </param>
    /// <param name="ct">Stops waiting.</param>
    public static async Task<PerformedWrite> WriteAsync(
        IClusterObjects cluster, ObjectRun run, ScheduledWrite write, bool removes, CancellationToken ct)
    {
        var earlier = run.LastWritten;
        if (TakesBack(write))
        {
            try
            {
                return await ApplyAsync(cluster, run, write, write.Content!, earlier, ct).ConfigureAwait(false);
            }
            catch (MeshException exception) when (exception.ErrorId == MeshErrorId.ObjectChanged)
            {
                var place = ObjectPlace.Of(write.Change);
                var now = await cluster.ReadAsync(place, ct).ConfigureAwait(false);
                if (now is not null && ObjectState.Of(now).Uid == Before(run)?.Uid) throw;
                return new(write, earlier, null, ChangedNothing: true)
                {
                    Otherwise = $"{place} in the cluster '{write.Change.Cluster}' is gone, so there is nothing of it to take back.",
                };
            }
            catch (MeshException exception) when (removes && StorageErrors.IsFull(exception))
            {
                return new(write, earlier, Before(run), ChangedNothing: true)
                {
                    IsLeft = true,
                    Otherwise = $"What {ObjectPlace.Of(write.Change)} in the cluster '{write.Change.Cluster}' has of the federation could "
                        + $"not be taken back, and stays: {exception.Message} The same command takes it back once there is room.",
                };
            }
        }

        if (write.Content is { } content) return await ApplyAsync(cluster, run, write, content, earlier, ct).ConfigureAwait(false);
        var (was, otherwise) =
            await SeenWrites.RemoveAsync(cluster, ObjectPlace.Of(write.Change), Before(run), ct).ConfigureAwait(false);
        return new(write, earlier, null, ChangedNothing: !was) { Removed = otherwise };
    }

    private static async Task<PerformedWrite> ApplyAsync(
        IClusterObjects cluster, ObjectRun run, ScheduledWrite write, UnstructuredMap content, UnstructuredMap? earlier,
        CancellationToken ct)
    {
        // Fields of somebody's object that is gone would be made one without a spec.
        var before = Before(run);
        var kept = await SeenWrites
            .ApplyAsync(cluster, content, before, write.Change.Adopts, ct, isSame: write.Change.OnlyFields).ConfigureAwait(false);
        var after = ObjectState.Of(kept);
        return new(write, earlier, after, after.ResourceVersion == before?.ResourceVersion)
        {
            Otherwise = KeptOtherwise.Text(write.Change.Cluster, content, kept),
        };
    }

    /// <summary>What a write did whose answer never came; null when it did nothing.</summary>
    public static async Task<PerformedWrite?> ResolveAsync(
        IClusterObjects cluster, ObjectRun run, ScheduledWrite write, CancellationToken ct)
    {
        var now = await cluster.ReadAsync(ObjectPlace.Of(write.Change), ct).ConfigureAwait(false);
        var (state, before) = (now is null ? null : ObjectState.Of(now), Before(run));
        if (state?.Fingerprint == before?.Fingerprint) return null;
        if (now is null && write.Content is not null) return null;

        // What is there without a trace of us was made by somebody else meanwhile: it is neither changed back nor removed. Of an object of
        // which all that was ours is taken back there is no trace of us left either, so that one is known as the same.
        if (now is not null && !(TakesBack(write) ? IsTakenBack(now, before) : Ownership.IsWrittenByUs(now))) return null;
        return new(write, run.LastWritten, state);
    }

    /// <summary>Whether what a federation has of somebody's object is taken back.</summary>
    private static bool TakesBack(ScheduledWrite write) =>
        write is { Content: not null, Change: { OnlyFields: true, Action: ChangeAction.Delete } };

    private static bool IsTakenBack(UnstructuredMap now, ObjectState? before) =>
        ObjectState.Of(now).Uid == before?.Uid && !Ownership.IsWrittenByUs(now);

    private static ObjectState? Before(ObjectRun run)
    {
        if (run.Performed.Count > 0) return run.Performed[^1].After;
        return run.Change.Live is { } live ? ObjectState.Of(live) : null;
    }
}
