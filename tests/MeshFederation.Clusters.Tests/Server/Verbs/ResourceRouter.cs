using MeshFederation.Clusters.Tests.Server.Requests;

namespace MeshFederation.Clusters.Tests.Server.Verbs;

/// <summary>Finds the kind that a request is about, and runs its verb.</summary>
internal static class ResourceRouter
{
    /// <summary>The call, or null when no such kind is served.</summary>
    public static ResourceCall? Find(ClusterState state, ApiRequest request, ResourcePath resource)
    {
        var kind = state.Options.Kinds.FirstOrDefault(
            served => served.Group == resource.Group && served.Plural == resource.Plural && served.Versions.Contains(resource.Version));
        return kind is null || (kind.Namespaced && resource is { Namespace: null, Name: not null })
            ? null
            : new(request, resource, kind, state.Store, state.Writer);
    }

    /// <summary>Runs the verb.</summary>
    public static ApiAnswer Run(ResourceCall call, ClusterState state) => call.Resource.Subresource switch
    {
        "proxy" => ProxyVerb.Run(call, state),
        "" or "status" => (call.Request.Method, call.Resource.Name) switch
        {
            ("GET" or "HEAD", null) => ListVerb.Run(call, state.Pages),
            ("GET" or "HEAD", _) => GetVerb.Run(call),
            ("POST", _) => CreateVerb.Run(call),
            ("PUT", not null) => ReplaceVerb.Run(call),
            ("PATCH", not null) => Patch(call, state),
            ("DELETE", null) => DeleteVerb.RunMany(call),
            ("DELETE", _) => DeleteVerb.Run(call),
            _ => throw Statuses.MethodNotAllowed(),
        },
        _ => throw Statuses.NotServed(),
    };

    /// <summary>Who makes an object by applying it needs the right to create it, too.</summary>
    private static ApiAnswer Patch(ResourceCall call, ClusterState state)
    {
        if (call.Request.ContentType == "application/apply-patch+yaml" && call.Store.Find(call.Key) is null)
            state.Authorization.CheckCreate(call.Request);
        return PatchVerb.Run(call);
    }
}
