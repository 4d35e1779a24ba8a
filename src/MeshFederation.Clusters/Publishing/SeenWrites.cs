using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Comparison;

namespace MeshFederation.Clusters.Publishing;

/// <summary>
/// Writes an object where it is as it was seen last. What a server, or what stands before it, held back, and what comes through when
/// somebody else publishes already, so meets another version of what was changed meanwhile, and changes nothing. Who still may write looks
/// again and writes then: istiod notes a status, others change fields of their own, and of a write sent twice the first one counts.
/// </summary>
internal static class SeenWrites
{
    /// <summary>How often an object may change under our hands before that is an error.</summary>
    private const int MostTries = 5;

    /// <summary>
    /// A custom resource of this version can be made, and no other be changed (kubernetes apiserver pkg/registry/generic/registry/store.go
    /// and apiextensions-apiserver pkg/registry/customresource/strategy.go, AllowUnconditionalUpdate).
    /// </summary>
    private const string NoVersion = "0";

    /// <summary>Applies an object.</summary>
    /// <param name="cluster">Its cluster.</param>
    /// <param name="content">What is applied.</param>
    /// <param name="seen">What was seen of it; null when it was not there.</param>
    /// <param name="force">
    /// Whether fields of others are taken over. Then it must say what was seen: what they have changed since nobody has decided on.
    /// </param>
    /// <param name="ct">Stops waiting.</param>
    /// <param name="manager">As whose it is applied; null for ours.</param>
    /// <param name="isSame">Whether it must be the object that was seen, and none that was made since.</param>
    /// <returns>The object as the server keeps it.</returns>
    /// <exception cref="MeshException">It cannot be applied, or is another one by now.</exception>
    public static Task<UnstructuredMap> ApplyAsync(
        IClusterObjects cluster,
        UnstructuredMap content,
        ObjectState? seen,
        bool force,
        CancellationToken ct,
        string? manager = null,
        bool isSame = false) =>
            WriteAsync(
                cluster,
                ObjectPlace.Of(content),
                seen,
                expected => cluster.ApplyAsync(Expecting(content, expected), force && IsAsSeen(expected, seen), ct, manager),
                (now, isOpen) => (force && seen is not null) || isSame
                    || (seen is null && now is not null && !Ownership.IsWrittenByUs(now))
                        ? UidOf(now) == seen?.Uid && (!force || isOpen || IsAsSeen(now is null ? null : ObjectState.Of(now), seen))
                        : true,
                ct);

    /// <summary>Removes the object that was seen.</summary>
    /// <returns>Whether it was there, and as what it was removed where that is not as it was seen.</returns>
    /// <exception cref="MeshException">It cannot be removed, or is another one by now.</exception>
    public static async Task<(bool WasThere, UnstructuredMap? Otherwise)> RemoveAsync(
        IClusterObjects cluster, ObjectPlace place, ObjectState? seen, CancellationToken ct)
    {
        UnstructuredMap? otherwise = null;
        var wasThere = await WriteAsync(
            cluster,
            place,
            seen,
            expected => cluster.RemoveAsync(place, expected?.Uid, expected?.ResourceVersion, ct),
            (now, _) =>
            {
                otherwise = now ?? otherwise;
                return now is null || UidOf(now) == seen?.Uid;
            },
            ct).ConfigureAwait(false);
        return (wasThere, otherwise);
    }

    private static async Task<T> WriteAsync<T>(
        IClusterObjects cluster,
        ObjectPlace place,
        ObjectState? seen,
        Func<ObjectState?, Task<T>> write,
        Func<UnstructuredMap?, bool, bool> mayBeWritten,
        CancellationToken ct)
    {
        var isOpen = false;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                try
                {
                    return await write(seen).ConfigureAwait(false);
                }
                catch (MeshException exception) when (exception.ErrorId == MeshErrorId.ObjectChanged && attempt < MostTries)
                {
                    isOpen |= exception is ApiException { MayBeDone: true };
                    var now = await cluster.ReadAsync(place, ct).ConfigureAwait(false);
                    if (!mayBeWritten(now, isOpen)) throw;
                    seen = now is null ? null : ObjectState.Of(now);
                }
            }
            catch (ApiException exception) when (isOpen)
            {
                exception.MayBeDone = true;
                throw;
            }
        }
    }

    private static UnstructuredMap Expecting(UnstructuredMap content, ObjectState? seen)
    {
        var metadata = content.Map("metadata") ?? UnstructuredMap.Empty;
        return content.With("metadata", metadata.With("uid", seen?.Uid).With("resourceVersion", seen?.ResourceVersion ?? NoVersion));
    }

    private static bool IsAsSeen(ObjectState? now, ObjectState? seen) => now?.Fingerprint == seen?.Fingerprint;

    private static string? UidOf(UnstructuredMap? now) => now is null ? null : ObjectState.Of(now).Uid;
}
