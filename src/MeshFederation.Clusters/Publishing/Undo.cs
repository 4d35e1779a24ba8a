using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Comparison;

namespace MeshFederation.Clusters.Publishing;

/// <summary>
/// Puts one object back to what it was before a write. What somebody else has changed since is left as they want it: server-side apply
/// without force refuses to touch their fields, and removing and replacing ask for the version that the write left.
/// </summary>
internal static class Undo
{
    /// <summary>How often it is tried to give an object back.</summary>
    private const int MostTries = 5;

    /// <summary>After the first try; after each more it is twice as long.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private const string ChangedByOthers = "somebody else has changed it since, so it is left as it is now";

    public static async Task<UndoResult> RunAsync(
        IClusterObjects cluster, PerformedWrite performed, Action<MeshException> note, TimeProvider clock, CancellationToken ct)
    {
        var live = performed.Write.Change.Live;
        try
        {
            if (performed.Earlier is { } earlier) return await ReapplyAsync(cluster, earlier, performed.After, ct).ConfigureAwait(false);
            if (live is null) return await RemoveAsync(cluster, performed, ct).ConfigureAwait(false);
            if (performed.After is not { } after) return await RecreateAsync(cluster, performed.Removed ?? live, ct).ConfigureAwait(false);
            return performed.Write.Change.Adopts
                ? await ReplaceAsync(cluster, live, after, clock, ct).ConfigureAwait(false)
                : await ReapplyAsync(cluster, OwnedContent.Of(live), after, ct).ConfigureAwait(false);
        }
        catch (MeshException exception) when (exception.ErrorId is MeshErrorId.FieldConflict or MeshErrorId.ObjectChanged)
        {
            return new(ChangedByOthers);
        }
        catch (MeshException exception)
        {
            note(exception);
            return new(exception.Message);
        }
    }

    /// <summary>What a server refused at once it has not done; anything else it may have.</summary>
    public static bool MayBeDone(MeshException exception) => exception is ApiException { MayBeDone: true }
        || exception.Kind is MeshErrorKind.ConnectionError or MeshErrorKind.OperationTimeout or MeshErrorKind.ResourceUnavailable
            or MeshErrorKind.ProtocolError;

    /// <summary>An object which somebody has removed since is not made anew, nor one changed that was.</summary>
    private static async Task<UndoResult> ReapplyAsync(
        IClusterObjects cluster, UnstructuredMap content, ObjectState? after, CancellationToken ct) =>
            UndoResult.Put(await SeenWrites.ApplyAsync(cluster, content, after, force: false, ct, isSame: after is not null)
                .ConfigureAwait(false));

    private static async Task<UndoResult> RemoveAsync(IClusterObjects cluster, PerformedWrite performed, CancellationToken ct)
    {
        var (place, after) = (ObjectPlace.Of(performed.Write.Change), performed.After!);
        try
        {
            await cluster.RemoveAsync(place, after.Uid, after.ResourceVersion, ct).ConfigureAwait(false);
            return UndoResult.Done;
        }
        catch (MeshException exception) when (exception.ErrorId == MeshErrorId.ObjectChanged)
        {
            var now = await cluster.ReadAsync(place, ct).ConfigureAwait(false);
            if (now is null) return UndoResult.Done;
            var state = ObjectState.Of(now);
            if (state.Fingerprint != after.Fingerprint) return new(ChangedByOthers);
            await cluster.RemoveAsync(place, state.Uid, state.ResourceVersion, ct).ConfigureAwait(false);
            return UndoResult.Done;
        }
    }

    private static async Task<UndoResult> RecreateAsync(IClusterObjects cluster, UnstructuredMap live, CancellationToken ct)
    {
        if (await cluster.ReadAsync(ObjectPlace.Of(live), ct).ConfigureAwait(false) is not null)
            return new("somebody else has made one of that name since, so that one is left");
        var put = await SeenWrites.ApplyAsync(cluster, OwnedContent.Of(live), seen: null, force: false, ct).ConfigureAwait(false);
        foreach (var others in FieldsEntry.Of(live).Where(entry => entry.Subresource.Length == 0 && !IsOurs(entry)))
        {
            put = await SeenWrites.ApplyAsync(
                cluster, OwnedContent.Of(live, others), ObjectState.Of(put), force: false, ct, others.Manager, isSame: true)
                .ConfigureAwait(false);
        }

        return UndoResult.Put(put);
    }

    /// <summary>
    /// Fields that were taken over from others go back only with the whole object. The server notes us as the owner of what we write then;
    /// a second, empty change gives the fields back to whom they belonged. A replacement is not sent again by itself, so it is looked what
    /// has become of one that failed.
    /// </summary>
    private static async Task<UndoResult> ReplaceAsync(
        IClusterObjects cluster, UnstructuredMap live, ObjectState after, TimeProvider clock, CancellationToken ct)
    {
        var (before, answer, replaced) = (ObjectState.Of(live), (UnstructuredMap?)null, 0);
        for (var attempt = 1; ;)
        {
            var now = answer ?? await cluster.ReadAsync(ObjectPlace.Of(live), ct).ConfigureAwait(false);
            if (now is null) return new("somebody else has removed it since");
            var state = ObjectState.Of(now);
            var isBack = answer is not null || state.Fingerprint == before.Fingerprint;
            if (isBack && (replaced > 1 || HasOwnersOf(live, now))) return UndoResult.Put(now);
            if (!isBack && state.Fingerprint != after.Fingerprint) return new(ChangedByOthers);
            try
            {
                answer = await cluster.ReplaceAsync(WithMetadata(live, "resourceVersion", state.ResourceVersion), ct)
                    .ConfigureAwait(false);
                replaced++;
            }
            catch (MeshException exception) when (attempt < MostTries && MayHelp(exception))
            {
                await Task.Delay(Pause * (1 << (attempt - 1)), clock, ct).ConfigureAwait(false);
                (attempt, answer) = (attempt + 1, null);
            }
        }
    }

    /// <summary>A version that was passed over is no change of what is declared, as when a status is noted.</summary>
    private static bool MayHelp(MeshException exception) =>
        exception.ErrorId == MeshErrorId.ObjectChanged || (MayBeDone(exception) && exception.ErrorId != MeshErrorId.LeaseLost);

    private static bool HasOwnersOf(UnstructuredMap live, UnstructuredMap now)
    {
        var (before, after) = (Owners(live), Owners(now));
        return before.Count == after.Count && before.TrueForAll(entry => after.Exists(other =>
            (entry.Manager, entry.Operation, entry.ApiVersion) == (other.Manager, other.Operation, other.ApiVersion)
            && UnstructuredEquality.AreEqual(entry.Fields, other.Fields)));

        static List<FieldsEntry> Owners(UnstructuredMap content) =>
            [.. FieldsEntry.Of(content).Where(entry => entry.Subresource.Length == 0)];
    }

    private static bool IsOurs(FieldsEntry entry) => entry is { Manager: ManifestLabels.Manager, Operation: "Apply" };

    private static UnstructuredMap WithMetadata(UnstructuredMap content, string key, string value) =>
        content.With("metadata", (content.Map("metadata") ?? UnstructuredMap.Empty).With(key, value));
}
