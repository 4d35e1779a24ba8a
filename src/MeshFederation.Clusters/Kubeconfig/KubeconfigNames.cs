using MeshFederation.Clusters.Yaml;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Kubeconfig;

/// <summary>
/// The names in one kubeconfig file. Two contexts, clusters or users of one name in one file are refused, as kubectl refuses them
/// (client-go tools/clientcmd/api/v1/conversion.go): which of them is meant, nobody can tell. Of several files the first one counts.
/// </summary>
internal static class KubeconfigNames
{
    /// <summary>Requires that no name is there twice.</summary>
    /// <exception cref="MeshException">One is.</exception>
    public static void Require(ParsedDocument config)
    {
        foreach (var list in new[] { "contexts", "clusters", "users" })
        {
            var known = new HashSet<string>(StringComparer.Ordinal);
            foreach (var item in config.Document.Content.Maps(list))
            {
                if (item.Text("name") is { } name && !known.Add(name)) throw Twice(config, list[..^1], name, item);
            }
        }
    }

    private static MeshException Twice(ParsedDocument config, string what, string name, UnstructuredMap item) =>
        new KubeconfigEntry($"{what} '{name}'", item, config).Invalid("another one in this file has the same name");
}
