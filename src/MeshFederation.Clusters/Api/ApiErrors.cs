using System.Globalization;
using MeshFederation.Clusters.Connections;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Api;

/// <summary>Turns what an API server answers into the errors of this module.</summary>
internal static class ApiErrors
{
    public static ApiException Of(ApiConnection connection, ApiRequest request, ApiAnswer answer)
    {
        var failure = new ApiFailure(connection, request, answer, answer.ToStatus());
        return answer.Status switch
        {
            _ when InvalidErrors.TryMake(failure) is { } invalid => invalid,
            _ when StorageErrors.TryMake(failure) is { } full => full,
            401 => Unauthorized(failure),
            403 => ForbiddenErrors.Of(failure),
            404 => MissingErrors.Of(failure),
            409 => ConflictErrors.Of(failure),
            410 => Expired(failure),
            429 => Busy(failure),
            >= 500 => Failed(failure),
            _ => Refused(failure),
        };
    }

    /// <summary>Whether a 5xx comes of what was sent, or of a cluster that takes nothing new, so that sending it again changes nothing.</summary>
    public static bool IsLasting(ApiAnswer answer) =>
        answer.ToStatus().Text("message") is { } message && (InvalidErrors.IsTypedPatch(message) || StorageErrors.IsFull(message));

    /// <summary>The error for a success whose body is not what the API answers.</summary>
    public static ApiException Unreadable(ApiConnection connection, ApiRequest request, ApiAnswer answer) =>
        NoKubernetes(new(connection, request, answer, answer.ToStatus()));

    private static ApiException Unauthorized(ApiFailure failure) => failure.Error(
        MeshErrorId.Unauthorized,
        MeshErrorKind.AuthenticationError,
        $"The cluster of the context '{failure.Context}' does not accept the credentials (401): {failure.Detail}",
        $"Sign in again, or fetch the kubeconfig anew: the token or certificate of the context in {failure.Connection.Source} may have "
        + $"expired. kubectl --context {ShellWord.Of(failure.Context)} auth whoami tells who you are there.");

    private static ApiException Expired(ApiFailure failure) => failure.Error(
        MeshErrorId.StateExpired,
        MeshErrorKind.ResourceUnavailable,
        $"The cluster of the context '{failure.Context}' no longer knows the state from which {failure.Title} were to be read on: "
        + $"{failure.Detail}",
        "Read the list again.");

    private static ApiException Busy(ApiFailure failure) => failure.Error(
        MeshErrorId.ServerBusy,
        MeshErrorKind.ResourceBusy,
        $"The server of the context '{failure.Context}' has too much to do for {failure.Title} (429, {Tries(failure)}): {failure.Detail}",
        "Try again later, or with a lower -ThrottleLimit.");

    private static ApiException Failed(ApiFailure failure)
    {
        if (failure.Status.Count == 0 && failure.Answer.Status is not (500 or 502 or 503 or 504)) return NoKubernetes(failure);
        if (failure.Says("failed calling webhook") || failure.Says("failed to call webhook"))
        {
            return failure.Error(
                MeshErrorId.WebhookFailed,
                MeshErrorKind.ResourceUnavailable,
                $"In the cluster of the context '{failure.Context}' a webhook that must check {failure.Title} does not answer "
                + $"({Tries(failure)}): {failure.Detail}",
                $"Check that what serves it runs, istiod for Istio's own: kubectl --context {ShellWord.Of(failure.Context)} get pods -A -l "
                + "app=istiod, and get validatingwebhookconfigurations.");
        }

        return failure.Error(
            MeshErrorId.ServerFailed,
            MeshErrorKind.ResourceUnavailable,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The server of the context '{failure.Context}' failed at {failure.Title} ({failure.Answer.Status}, {Tries(failure)}): "
                + $"{failure.Detail}"),
            $"See how the server is: kubectl --context {ShellWord.Of(failure.Context)} get --raw '/readyz?verbose'. Then try again.");
    }

    private static ApiException Refused(ApiFailure failure)
    {
        if (failure.Status.Count == 0) return NoKubernetes(failure);
        var denied = failure.Says("admission webhook") && failure.Says("denied the request");
        return denied ? ForbiddenErrors.Denied(failure) : failure.Error(
            MeshErrorId.RequestRefused,
            MeshErrorKind.ProtocolError,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The server of the context '{failure.Context}' does not take the request for {failure.Title} ({failure.Answer.Status}): "
                + $"{failure.Detail}"),
            "Check that the server's version is one that MeshFederation supports, and report the message if it is.");
    }

    private static ApiException NoKubernetes(ApiFailure failure) => failure.Error(
        MeshErrorId.AnswerInvalid,
        MeshErrorKind.ProtocolError,
        string.Create(
            CultureInfo.InvariantCulture,
            $"What answers for the context '{failure.Context}' at {failure.Connection.Server} is no Kubernetes API server: HTTP "
            + $"{failure.Answer.Status} with {failure.Answer.MediaType ?? "no content type"} for {failure.Title}."),
        $"Check the server's address in {failure.Connection.Source}, and whether a proxy or a sign-in page stands in between.");

    private static string Tries(ApiFailure failure) =>
        failure.Answer.Attempts == 1 ? "tried once" : string.Create(CultureInfo.InvariantCulture, $"tried {failure.Answer.Attempts} times");
}
