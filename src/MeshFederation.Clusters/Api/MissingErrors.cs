using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Api;

/// <summary>The errors of a 404: the object, its namespace or its kind.</summary>
internal static class MissingErrors
{
    public static ApiException Of(ApiFailure failure)
    {
        if (IsNamespace(failure)) return Namespace(failure, "is not there");
        if (IsObject(failure)) return Object(failure);
        return failure.Request.Kind is null ? Object(failure) : Kind(failure, failure.Request.Kind);
    }

    /// <summary>
    /// Whether the object is what was not found: the server names it. Of a kind that it does not serve it knows no names.
    /// </summary>
    public static bool IsObject(ApiFailure failure) =>
        failure.Details.Text("name") is { Length: > 0 } name
        && name == failure.Request.Name
        && (failure.Details.Text("kind") is not "namespaces" || failure.Request.Kind == ResourceKinds.Namespace);

    public static ApiException Namespace(ApiFailure failure, string what) => failure.Error(
        MeshErrorId.NamespaceMissing,
        MeshErrorKind.ObjectNotFound,
        $"The namespace '{failure.Request.Namespace}' {what} in the cluster of the context '{failure.Context}', so {failure.Title} cannot "
        + "be written.",
        $"Make it: kubectl --context {ShellWord.Of(failure.Context)} create namespace {failure.Request.Namespace}. "
        + (failure.Request.Kind == ResourceKinds.Lease || failure.Request.Kind == ResourceKinds.ConfigMap
            ? "Or say with -IstioNamespace where istiod is."
            : "Or check -Namespace of the service."));

    private static bool IsNamespace(ApiFailure failure) =>
        failure.Details.Text("kind") is "namespaces" && failure.Request.Kind != ResourceKinds.Namespace;

    private static ApiException Object(ApiFailure failure) => failure.Error(
        MeshErrorId.ObjectMissing,
        MeshErrorKind.ObjectNotFound,
        $"There is no {failure.Title} in the cluster of the context '{failure.Context}'.",
        "Check the name, the namespace and the context.");

    private static ApiException Kind(ApiFailure failure, ResourceKind kind) => failure.Error(
        MeshErrorId.KindMissing,
        MeshErrorKind.ObjectNotFound,
        $"The cluster of the context '{failure.Context}' does not serve {kind.Plural} of {kind.ApiVersion}, so there is no "
        + $"{failure.Title}.",
        kind.Group.EndsWith("istio.io", StringComparison.Ordinal)
            ? $"Install Istio, or its CRDs, in the cluster; kubectl --context {ShellWord.Of(failure.Context)} api-resources --api-group "
                + $"{kind.Group} lists the versions that are there."
            : $"kubectl --context {ShellWord.Of(failure.Context)} api-versions lists what the server serves.");
}
