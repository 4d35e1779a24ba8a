using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Api;

/// <summary>
/// The errors of a cluster that takes nothing new any more, but still lets go of what it has: its etcd is out of space (etcd
/// api/v3rpc/rpctypes, ErrNoSpace), or a quota of the namespace is used up.
/// </summary>
internal static class StorageErrors
{
    private static readonly string[] FullTexts = ["database space exceeded", "no space left on device"];

    public static bool IsFull(string message) => FullTexts.Any(text => message.Contains(text, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a write failed only because nothing new is taken.</summary>
    public static bool IsFull(MeshException exception) => exception.ErrorId == MeshErrorId.StorageFull
        || (exception is ApiException { Status: 403 } refused && refused.Detail.Contains("exceeded quota", StringComparison.Ordinal));

    public static ApiException? TryMake(ApiFailure failure) => failure.Answer.Status < 500 || !IsFull(failure.Detail)
        ? null
        : failure.Error(
            MeshErrorId.StorageFull,
            MeshErrorKind.ResourceUnavailable,
            $"The cluster of the context '{failure.Context}' takes nothing new, since its etcd is out of space, so {failure.Title} could not be "
            + $"written: {failure.Detail}",
            "Make room in its etcd: compact and defragment it, then disarm its alarm (etcdctl alarm disarm). What is there can still be "
            + "removed meanwhile: Unpublish-MeshFederation.");
}
