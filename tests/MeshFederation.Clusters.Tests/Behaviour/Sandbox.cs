using MeshFederation.Clusters.Tests.Behaviour.Servers;

namespace MeshFederation.Clusters.Tests.Behaviour;

/// <summary>A namespace on a server, and requests within it.</summary>
public sealed class Sandbox
{
    private const string ApplyPatch = "application/apply-patch+yaml";

    private Sandbox(ServerUnderTest server, string ns) => (Server, Namespace) = (server, ns);

    /// <summary>The server.</summary>
    public ServerUnderTest Server { get; }

    /// <summary>The namespace.</summary>
    public string Namespace { get; }

    /// <summary>Makes a namespace.</summary>
    public static async Task<Sandbox> MakeAsync(ServerUnderTest server)
    {
        var name = "behaviour-" + Guid.NewGuid().ToString("N")[..12];
        var reply = await server.SendAsync(
            "POST", "/api/v1/namespaces", $"{{apiVersion: v1, kind: Namespace, metadata: {{name: {name}}}}}", "application/yaml");
        Assert.Equal(201, reply.Code);
        return new(server, name);
    }

    /// <summary>The path of a kind in the namespace, or of an object.</summary>
    public string Path(string plural, string? name = null, string? ns = null, string? version = null)
    {
        var api = Objects.ApiOf(plural, version);
        var folder = $"{(api == "v1" ? "/api/v1" : "/apis/" + api)}/namespaces/{ns ?? Namespace}/{plural}";
        return name is null ? folder : $"{folder}/{name}";
    }

    /// <summary>Applies an object on the server's side.</summary>
    /// <param name="manager">The field manager; empty for none.</param>
    /// <param name="value">The object.</param>
    /// <param name="query">More of the query, as <c>force=true</c>.</param>
    public Task<Reply> ApplyAsync(string manager, TestObject value, string query = "") =>
        Server.SendAsync(
            "PATCH",
            $"{Path(value.Plural, value.Name, version: value.Version)}?{(manager.Length > 0 ? $"fieldManager={manager}&" : "")}{query}",
            value.Yaml,
            ApplyPatch);

    /// <summary>Makes an object.</summary>
    public Task<Reply> CreateAsync(TestObject value, string query = "") =>
        Server.SendAsync("POST", $"{Path(value.Plural)}?{query}", value.Yaml, "application/yaml");

    /// <summary>Replaces an object with a body in JSON.</summary>
    public Task<Reply> ReplaceAsync(string plural, string name, string json, string query = "") =>
        Server.SendAsync("PUT", $"{Path(plural, name)}?{query}", json);

    /// <summary>Changes an object by a merge patch.</summary>
    public Task<Reply> MergeAsync(string plural, string name, string json, string query = "") =>
        Server.SendAsync("PATCH", $"{Path(plural, name)}?{query}", json, "application/merge-patch+json");

    /// <summary>Reads an object, or with a query behind the plural a list.</summary>
    public Task<Reply> GetAsync(string plural, string? name = null, string query = "") =>
        Server.SendAsync("GET", $"{Path(plural, name)}?{query}");

    /// <summary>Deletes an object.</summary>
    public Task<Reply> DeleteAsync(string plural, string name, string? options = null, string query = "") =>
        Server.SendAsync("DELETE", $"{Path(plural, name)}?{query}", options);
}
