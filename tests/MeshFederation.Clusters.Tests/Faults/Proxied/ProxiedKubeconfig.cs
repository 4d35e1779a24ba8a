using System.Text.Json.Nodes;

namespace MeshFederation.Clusters.Tests.Faults.Proxied;

/// <summary>The kubeconfig that leads to proxies.</summary>
internal static class ProxiedKubeconfig
{
    /// <summary>Writes it, with a context for each proxy.</summary>
    /// <param name="folder">Where it is written.</param>
    /// <param name="proxies">The proxies, started.</param>
    /// <returns>The file.</returns>
    public static string Write(string folder, IReadOnlyCollection<ProxiedCluster> proxies)
    {
        var file = Path.Combine(folder, "kubeconfig");
        File.WriteAllText(file, new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Config",
            ["clusters"] = Entries("cluster", proxy => new() { ["server"] = proxy.Address.GetLeftPart(UriPartial.Authority) }),
            ["users"] = new JsonArray(new JsonObject { ["name"] = "nobody", ["user"] = new JsonObject() }),
            ["contexts"] = Entries("context", proxy => new() { ["cluster"] = proxy.Name, ["user"] = "nobody" }),
        }.ToJsonString());
        return file;

        JsonArray Entries(string key, Func<ProxiedCluster, JsonObject> value) =>
            new([.. proxies.Select(proxy => new JsonObject { ["name"] = proxy.Name, [key] = value(proxy) })]);
    }
}
