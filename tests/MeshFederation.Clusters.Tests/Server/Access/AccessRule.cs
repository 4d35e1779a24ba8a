using System.Text.Json.Nodes;
using MeshFederation.Clusters.Tests.Server.Requests;

namespace MeshFederation.Clusters.Tests.Server.Access;

/// <summary>What a user may do, as a rule of a ClusterRole says it; <c>*</c> stands for everything.</summary>
public sealed record AccessRule(
    string User, string[] Verbs, string[] Groups, string[] Resources, string[]? Names = null, string? Namespace = null)
{
    /// <summary>The rules of a ClusterRole, or a Role, bound to a user.</summary>
    public static IEnumerable<AccessRule> Of(string user, JsonObject role, string? ns = null) =>
        from rule in (role["rules"] as JsonArray ?? []).OfType<JsonObject>()
        where rule.ContainsKey("resources")
        select new AccessRule(user, Texts(rule, "verbs"), Texts(rule, "apiGroups"), Texts(rule, "resources"),
            rule.ContainsKey("resourceNames") ? Texts(rule, "resourceNames") : null, ns);

    /// <summary>Whether the rule allows a request.</summary>
    internal bool Allows(ApiRequest request)
    {
        var resource = request.Resource!.Subresource.Length > 0 ? $"{request.Plural}/{request.Resource.Subresource}" : request.Plural;
        return User == request.User.Name && Has(Verbs, request.Verb) && Has(Groups, request.Resource.Group) && Has(Resources, resource)
            && (Names is null || Names.Contains(request.Name)) && (Namespace is null || Namespace == request.Namespace);
    }

    private static bool Has(string[] allowed, string wanted) => allowed.Contains("*") || allowed.Contains(wanted);

    private static string[] Texts(JsonObject rule, string name) => [.. (rule[name] as JsonArray ?? []).Select(item => (string)item!)];
}
