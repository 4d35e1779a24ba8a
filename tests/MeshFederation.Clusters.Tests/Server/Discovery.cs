using System.Text.Json.Nodes;
using MeshFederation.Clusters.Tests.Server.Kinds;
using MeshFederation.Clusters.Tests.Server.Requests;

namespace MeshFederation.Clusters.Tests.Server;

/// <summary>Answers what is not about objects: the version, health, and which kinds there are.</summary>
internal static class Discovery
{
    private static readonly string[] Verbs = ["delete", "deletecollection", "get", "list", "patch", "create", "update", "watch"];

    /// <summary>The answer to a path.</summary>
    public static ApiAnswer Answer(ClusterState state, ApiRequest request) =>
        request.Path.Split('/', StringSplitOptions.RemoveEmptyEntries) switch
        {
            ["version"] => ApiAnswer.Of(Version(state.Options.Version)),
            ["healthz" or "livez" or "readyz"] => ApiAnswer.OfText("ok"),
            ["api"] => ApiAnswer.Of(new JsonObject { ["kind"] = "APIVersions", ["versions"] = new JsonArray("v1") }),
            ["apis"] => ApiAnswer.Of(Groups(state)),
            ["api", var version] => Resources(state, "", version),
            ["apis", var group] when state.Options.Kinds.Any(kind => kind.Group == group) => ApiAnswer.Of(Group(state, group, alone: true)),
            ["apis", var group, var version] => Resources(state, group, version),
            _ => throw Statuses.NotServed(),
        };

    private static JsonObject Version(string version)
    {
        var parts = version.TrimStart('v').Split('.');
        return new() { ["major"] = parts[0], ["minor"] = parts[1], ["gitVersion"] = version, ["platform"] = "linux/amd64" };
    }

    private static JsonObject Groups(ClusterState state)
    {
        var groups = state.Options.Kinds.Select(kind => kind.Group)
            .Where(group => group.Length > 0).Distinct()
            .Select(group => Group(state, group, alone: false));
        return new() { ["kind"] = "APIGroupList", ["apiVersion"] = "v1", ["groups"] = new JsonArray([.. groups]) };
    }

    private static JsonObject Group(ClusterState state, string name, bool alone)
    {
        var versions = state.Options.Kinds.Where(kind => kind.Group == name).SelectMany(kind => kind.Versions).Distinct()
            .OrderBy(version => version.Contains("alpha", StringComparison.Ordinal))
            .ThenBy(version => version.Contains("beta", StringComparison.Ordinal))
            .Select(version => new JsonObject { ["groupVersion"] = $"{name}/{version}", ["version"] = version }).ToArray();
        var group = alone ? new JsonObject { ["kind"] = "APIGroup", ["apiVersion"] = "v1" } : [];
        group["name"] = name;
        group["preferredVersion"] = versions[0].DeepClone();
        group["versions"] = new JsonArray([.. versions]);
        return group;
    }

    private static ApiAnswer Resources(ClusterState state, string group, string version)
    {
        var kinds = state.Options.Kinds.Where(kind => kind.Group == group && kind.Versions.Contains(version)).ToArray();
        if (kinds.Length == 0) throw Statuses.NotServed();
        return ApiAnswer.Of(new JsonObject
        {
            ["kind"] = "APIResourceList",
            ["apiVersion"] = "v1",
            ["groupVersion"] = kinds[0].ApiVersion(version),
            ["resources"] = new JsonArray([.. kinds.Select(Resource)]),
        });
    }

    private static JsonObject Resource(ServedKind kind) => new()
    {
        ["name"] = kind.Plural,
        ["singularName"] = kind.Kind.ToLowerInvariant(),
        ["namespaced"] = kind.Namespaced,
        ["kind"] = kind.Kind,
        ["verbs"] = new JsonArray([.. Verbs.Select(verb => JsonValue.Create(verb))]),
        ["shortNames"] = new JsonArray([.. kind.ShortNames.Select(name => JsonValue.Create(name))]),
    };
}
