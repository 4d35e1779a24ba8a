using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Api;

/// <summary>The requests that the API knows, by their verbs.</summary>
internal static class ApiRequests
{
    private const string ApplyPatch = "application/apply-patch+yaml";
    private const string OurManager = $"fieldManager={ApplyOptions.OurFieldManager}";

    public static ApiRequest Get(ResourceKind kind, string? ns, string name) =>
        new("get", kind.Path(ns, name)) { Kind = kind, Namespace = ns, Name = name };

    public static ApiRequest List(ResourceKind kind, string? ns, string? labelSelector, int limit, string? next) =>
        new("list", kind.Path(ns) + Query(
            ("limit", limit == 0 ? null : limit.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ("labelSelector", labelSelector),
            ("continue", next)))
        { Kind = kind, Namespace = ns };

    public static ApiRequest Watch(ResourceKind kind, string? ns, string? labelSelector, string resourceVersion) =>
        new("watch", kind.Path(ns) + Query(
            ("watch", "true"), ("allowWatchBookmarks", "true"), ("labelSelector", labelSelector), ("resourceVersion", resourceVersion)))
        { Kind = kind, Namespace = ns };

    /// <summary>
    /// Fields that the CRD does not know are refused, where the server can: dropped without a word, they would route wrongly.
    /// </summary>
    public static ApiRequest Apply(ResourceKind kind, UnstructuredMap obj, ApplyOptions options)
    {
        var query = Query(
            ("fieldManager", options.FieldManager),
            ("force", options.Force ? "true" : "false"),
            ("fieldValidation", "Strict"),
            ("dryRun", options.DryRun ? "All" : null));
        var (ns, name) = Place(kind, obj);
        return new(
            "patch",
            kind.Path(ns, name) + query)
        { Kind = kind, Namespace = ns, Name = name, Body = Json.Write(obj), ContentType = ApplyPatch };
    }

    public static ApiRequest Create(ResourceKind kind, UnstructuredMap obj)
    {
        var (ns, name) = Place(kind, obj);
        return new("create", $"{kind.Path(ns)}?{OurManager}") { Kind = kind, Namespace = ns, Name = name, Body = Json.Write(obj) };
    }

    public static ApiRequest Replace(ResourceKind kind, UnstructuredMap obj)
    {
        var (ns, name) = Place(kind, obj);
        return new("update", $"{kind.Path(ns, name)}?{OurManager}") { Kind = kind, Namespace = ns, Name = name, Body = Json.Write(obj) };
    }

    public static ApiRequest Delete(ResourceKind kind, string? ns, string name, DeleteOptions options)
    {
        var preconditions = UnstructuredMap.Of(("uid", options.Uid), ("resourceVersion", options.ResourceVersion));
        var body = UnstructuredMap.Of(
            ("apiVersion", "v1"),
            ("kind", "DeleteOptions"),
            ("dryRun", options.DryRun ? UnstructuredList.Of("All") : null),
            ("propagationPolicy", "Background"),
            ("preconditions", preconditions.Count == 0 ? null : preconditions));
        return new("delete", kind.Path(ns, name)) { Kind = kind, Namespace = ns, Name = name, Body = Json.Write(body) };
    }

    private static (string? Namespace, string Name) Place(ResourceKind kind, UnstructuredMap obj)
    {
        var metadata = obj.Map("metadata") ?? UnstructuredMap.Empty;
        var name = metadata.Text("name") ?? throw new ArgumentException("The object has no name.", nameof(obj));
        return (kind.Namespaced
            ? metadata.Text("namespace") ?? throw new ArgumentException($"The {kind.Kind} {name} has no namespace.", nameof(obj))
            : null, name);
    }

    private static string Query(params ReadOnlySpan<(string Key, string? Value)> parameters)
    {
        var query = new System.Text.StringBuilder();
        foreach (var (key, value) in parameters)
        {
            if (value is null) continue;
            query.Append(query.Length == 0 ? '?' : '&').Append(key).Append('=').Append(Uri.EscapeDataString(value));
        }

        return query.ToString();
    }
}
