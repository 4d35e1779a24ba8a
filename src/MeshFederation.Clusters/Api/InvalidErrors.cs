using System.Text.RegularExpressions;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Api;

/// <summary>The errors of objects that the server does not accept, under whichever status it says so.</summary>
internal static partial class InvalidErrors
{
    /// <summary>
    /// What is said of it to who wants to make an object and meets one (apiextensions-apiserver pkg/registry/customresource/strategy.go,
    /// AllowUnconditionalUpdate).
    /// </summary>
    private const string Version = "metadata.resourceVersion";

    public static ApiException? TryMake(ApiFailure failure)
    {
        if (failure.Answer.Status == 422 && failure.Reason is "Invalid" && failure.Causes.Any(cause => cause.Field == Version))
            return ConflictErrors.Made(failure);
        if (failure.Answer.Status == 422 && failure.Reason is "Invalid") return Make(failure, Fields(failure));
        var message = failure.Status.Text("message") ?? "";
        return message.Contains("strict decoding error", StringComparison.Ordinal) || IsTypedPatch(message)
            ? Make(failure, Cause(message))
            : null;
    }

    /// <summary>
    /// Whether server-side apply could not make sense of the object: it answers 500 to that (structured-merge-diff typed).
    /// </summary>
    public static bool IsTypedPatch(string message) => message.Contains("failed to create typed patch object", StringComparison.Ordinal);

    private static ApiException Make(ApiFailure failure, string cause) => failure.Error(
        MeshErrorId.ObjectInvalid,
        MeshErrorKind.InvalidData,
        $"The cluster of the context '{failure.Context}' does not accept {failure.Title}: {ShortText.Of(cause)}",
        "Mend the field; an older CRD may not know it: kubectl explain shows the fields that the cluster knows.");

    private static string Fields(ApiFailure failure) => failure.Causes.Count == 0
        ? failure.Detail
        : string.Join("; ", failure.Causes.Select(cause => cause.Field.Length == 0 ? cause.Message : $"{cause.Field}: {cause.Message}"))
            + ".";

    private static string Cause(string message)
    {
        var cause = Head().Replace(message.ReplaceLineEndings(" "), "").Trim().TrimEnd('.');
        return cause + ".";
    }

    // "failed to create typed patch object (default/x; networking.istio.io/v1, Kind=VirtualService): .spec.foo: field not declared in
    // schema"
    [GeneratedRegex(@"^.*?(strict decoding error: |typed patch object( \([^)]*\))?: )",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Head();
}
