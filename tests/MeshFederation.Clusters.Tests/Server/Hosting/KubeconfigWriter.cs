using System.Text;
using System.Text.Json.Nodes;

namespace MeshFederation.Clusters.Tests.Server.Hosting;

/// <summary>
/// Writes a kubeconfig with three contexts for each cluster: administrator, <c>-viewer</c> without rights, and <c>-certificate</c>.
/// </summary>
internal static class KubeconfigWriter
{
    /// <summary>The file's text: JSON, which is YAML too.</summary>
    public static string Write(IReadOnlyList<TestCluster> clusters, TestAuthority? authority)
    {
        var (entries, users, contexts) = (new JsonArray(), new JsonArray(), new JsonArray());
        foreach (var cluster in clusters)
        {
            entries.Add(new JsonObject { ["name"] = cluster.Name, ["cluster"] = Cluster(cluster, authority) });
            Add(cluster, "", new() { ["token"] = cluster.AdminToken });
            Add(cluster, "-viewer", new() { ["token"] = cluster.ViewerToken });
            if (authority is not null) Add(cluster, "-certificate", Certificate(authority));
        }

        return new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Config",
            ["current-context"] = clusters[0].Name,
            ["clusters"] = entries,
            ["users"] = users,
            ["contexts"] = contexts,
        }.ToJsonString();

        void Add(TestCluster cluster, string suffix, JsonObject user)
        {
            users.Add(new JsonObject { ["name"] = cluster.Name + suffix, ["user"] = user });
            contexts.Add(new JsonObject
            {
                ["name"] = cluster.Name + suffix,
                ["context"] = new JsonObject { ["cluster"] = cluster.Name, ["user"] = cluster.Name + suffix, ["namespace"] = "default" },
            });
        }
    }

    private static JsonObject Cluster(TestCluster cluster, TestAuthority? authority)
    {
        var entry = new JsonObject { ["server"] = cluster.Address.GetLeftPart(UriPartial.Authority) };
        if (authority is not null) entry["certificate-authority-data"] = Base64(authority.RootPem);
        return entry;
    }

    private static JsonObject Certificate(TestAuthority authority)
    {
        var (certificate, key) = authority.MakeClient("certified", Access.TestUser.Masters);
        return new() { ["client-certificate-data"] = Base64(certificate), ["client-key-data"] = Base64(key) };
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
