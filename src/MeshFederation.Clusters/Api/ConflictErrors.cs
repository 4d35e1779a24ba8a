using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Api;

/// <summary>The errors of a 409: fields of other managers, an object changed meanwhile, or one that is there already.</summary>
internal static class ConflictErrors
{
    public static ApiException Of(ApiFailure failure)
    {
        if (failure.Causes.Any(cause => cause.Reason == ApiCause.FieldManagerConflict)) return Fields(failure);
        return failure.Reason is "AlreadyExists" ? Exists(failure) : Changed(failure);
    }

    /// <summary>The error of an object that was to be made, and was not there when that was decided.</summary>
    public static ApiException Made(ApiFailure failure) => failure.Error(
        MeshErrorId.ObjectChanged,
        MeshErrorKind.ResourceBusy,
        $"{failure.Title} in the cluster of the context '{failure.Context}' was made by somebody else since it was looked for.",
        "Read it again, then try again.");

    private static ApiException Fields(ApiFailure failure)
    {
        var owners = failure.Causes.Where(cause => cause.Manager.Length > 0).GroupBy(cause => cause.Manager, StringComparer.Ordinal)
            .Select(owner => $"'{owner.Key}' owns {string.Join(", ", owner.Select(cause => cause.Field))}");
        return failure.Error(
            MeshErrorId.FieldConflict,
            MeshErrorKind.ResourceExists,
            $"{failure.Title} in the cluster of the context '{failure.Context}' has fields that others own: {string.Join("; ", owners)}.",
            "Take them over with -Force, or let the others give them up, or make the values the same as theirs: then both own them.");
    }

    private static ApiException Exists(ApiFailure failure) => failure.Error(
        MeshErrorId.ObjectExists,
        MeshErrorKind.ResourceExists,
        $"{failure.Title} is already there in the cluster of the context '{failure.Context}'.",
        "Read it first, or choose another name.");

    private static ApiException Changed(ApiFailure failure) => failure.Error(
        MeshErrorId.ObjectChanged,
        MeshErrorKind.ResourceBusy,
        $"{failure.Title} in the cluster of the context '{failure.Context}' has changed since it was read: {failure.Detail}",
        "Read it again, then try again.");
}
