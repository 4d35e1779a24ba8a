using MeshFederation.Clusters.Tests.Server.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace MeshFederation.Clusters.Tests.Server.Requests;

/// <summary>A request as the server understands it; tests find those that came in <see cref="TestCluster.Requests"/>.</summary>
public sealed record ApiRequest(
    string Method, string Path, ResourcePath? Resource, string Verb, TestUser User, string ContentType, string UserAgent, string Body)
{
    private readonly IReadOnlyDictionary<string, string> _query = new Dictionary<string, string>();

    /// <summary>The query as it came, with its question mark; empty without.</summary>
    public string Query { get; init; } = "";

    /// <summary>What the caller accepts.</summary>
    public string Accept { get; init; } = "";

    /// <summary>Whether nothing is to be written.</summary>
    public bool DryRun => this["dryRun"] == "All";

    /// <summary>The plural of the kind, or empty.</summary>
    public string Plural => Resource?.Plural ?? "";

    /// <summary>The namespace, or empty.</summary>
    public string Namespace => Resource?.Namespace ?? "";

    /// <summary>The name of the object, or empty.</summary>
    public string Name => Resource?.Name ?? "";

    /// <summary>The manager of the fields that are written: what was asked for, else the program's name.</summary>
    public string FieldManager =>
        this["fieldManager"] is { Length: > 0 } named ? named : UserAgent.Split('/')[0] is { Length: > 0 } agent ? agent : "unknown";

    /// <summary>A value of the query, empty when it is not there.</summary>
    public string this[string name] => _query.GetValueOrDefault(name, "");

    /// <summary>Reads a request.</summary>
    internal static async Task<ApiRequest> ReadAsync(HttpContext http, TestUser user)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync(http.RequestAborted);
        var path = http.Request.Path.ToUriComponent();
        var query = QueryHelpers.ParseQuery(http.Request.QueryString.Value)
            .ToDictionary(entry => entry.Key, entry => entry.Value.ToString(), StringComparer.Ordinal);
        var resource = ResourcePath.Parse(path);
        return new(http.Request.Method, path, resource, VerbOf(http.Request.Method, resource, query), user,
            (http.Request.ContentType ?? "").Split(';')[0].Trim(), http.Request.Headers.UserAgent.ToString(), body, query)
        {
            Query = http.Request.QueryString.Value ?? "",
            Accept = http.Request.Headers.Accept.ToString(),
        };
    }

    private ApiRequest(
        string method,
        string path,
        ResourcePath? resource,
        string verb,
        TestUser user,
        string contentType,
        string userAgent,
        string body,
        IReadOnlyDictionary<string, string> query)
        : this(method, path, resource, verb, user, contentType, userAgent, body) => _query = query;

    private static string VerbOf(string method, ResourcePath? resource, Dictionary<string, string> query) => method switch
    {
        "GET" or "HEAD" when resource is { Name: null } => query.GetValueOrDefault("watch") is "true" or "1" ? "watch" : "list",
        "GET" or "HEAD" => "get",
        "POST" => "create",
        "PUT" => "update",
        "PATCH" => "patch",
        "DELETE" => resource is { Name: null } ? "deletecollection" : "delete",
        _ => method.ToLowerInvariant(),
    };
}
