using System.Collections.Concurrent;
using MeshFederation.Clusters.Tests.Server.Requests;

namespace MeshFederation.Clusters.Tests.Server.Access;

/// <summary>Who may do what: everything for administrators, else what rules allow.</summary>
internal sealed class Authorization
{
    private static readonly string[] Open = ["/version", "/healthz", "/livez", "/readyz"];
    private static readonly string[] Discovery = ["/api", "/apis", "/openapi"];
    private readonly ConcurrentQueue<AccessRule> _rules = [];

    /// <summary>Whether rules count; without, everyone may do everything.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Allows something more.</summary>
    public void Allow(AccessRule rule) => _rules.Enqueue(rule);

    /// <summary>Ends a request that is not allowed.</summary>
    public void Check(ApiRequest request)
    {
        if (!Enabled || request.User.IsMaster) return;
        if (request.Resource is not null ? _rules.Any(rule => rule.Allows(request)) : IsOpen(request)) return;
        throw request.Resource is null
            ? Statuses.Forbidden($"forbidden: User \"{request.User.Name}\" cannot {request.Verb} path \"{request.Path}\"", [])
            : Forbidden(request, request.Resource);
    }

    /// <summary>
    /// Ends an apply that would make an object, or a port-forward, which its user may not create; the server does not say why (apiserver
    /// pkg/endpoints/handlers/create.go, withAuthorization).
    /// </summary>
    public void CheckCreate(ApiRequest request)
    {
        if (!Enabled || request.User.IsMaster || _rules.Any(rule => rule.Allows(request with { Verb = "create" }))) return;
        var resource = request.Resource!;
        var kind = resource.Group.Length == 0 ? resource.Plural : $"{resource.Plural}.{resource.Group}";
        throw Statuses.Forbidden(
            $"{kind} \"{resource.Name}\" is forbidden: ", StatusBody.Details(resource.Name ?? "", resource.Group, resource.Plural));
    }

    private static bool IsOpen(ApiRequest request) => Open.Contains(request.Path)
        || (request.User != TestUser.Anonymous
            && Discovery.Any(path => request.Path == path || request.Path.StartsWith(path + "/", StringComparison.Ordinal)));

    private static StatusException Forbidden(ApiRequest request, ResourcePath resource)
    {
        var kind = resource.Group.Length == 0 ? resource.Plural : $"{resource.Plural}.{resource.Group}";
        var named = resource.Name is { } name ? $"{kind} \"{name}\"" : kind;
        var what = resource.Subresource.Length > 0 ? $"{resource.Plural}/{resource.Subresource}" : resource.Plural;
        var where = resource.Namespace is { } ns ? $"in the namespace \"{ns}\"" : "at the cluster scope";
        return Statuses.Forbidden(
            $"{named} is forbidden: User \"{request.User.Name}\" cannot {request.Verb} resource \"{what}\" in API group "
            + $"\"{resource.Group}\" {where}",
            StatusBody.Details(resource.Name ?? "", resource.Group, resource.Plural));
    }
}
