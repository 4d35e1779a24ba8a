using MeshFederation.Clusters.Tests.Server.Requests;

namespace MeshFederation.Clusters.Tests.Server.Verbs;

/// <summary>PATCH: server-side apply, or a JSON merge patch.</summary>
internal static class PatchVerb
{
    private const string Apply = "application/apply-patch+yaml";
    private const string Merge = "application/merge-patch+json";

    public static ApiAnswer Run(ResourceCall call)
    {
        if (call.Request.ContentType == Apply) return ApplyVerb.Run(call);
        if (call.Request.ContentType != Merge) throw Statuses.UnknownMediaType(Merge, Apply);
        RequestOptions.Check(call.Request, "PatchOptions");
        var patch = RequestBody.Read(call.Request.Body, yaml: false);
        if ((string?)patch["metadata"]?["resourceVersion"] is { } wanted && wanted != (string?)call.Live["metadata"]!["resourceVersion"])
            throw Statuses.ObjectMoved(call.Kind, call.Key.Name);
        return ApiAnswer.Of(call.Served(ObjectUpdate.Write(call, MergePatch.Apply(call.Live, patch))));
    }
}
