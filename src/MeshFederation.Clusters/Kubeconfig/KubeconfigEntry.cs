using MeshFederation.Clusters.Yaml;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Kubeconfig;

/// <summary>A named entry of a kubeconfig: a context, a cluster or a user.</summary>
/// <param name="Content">The entry.</param>
/// <param name="Document">The file it is from: relative paths start there.</param>
internal sealed record KubeconfigEntry(UnstructuredMap Content, KubernetesDocument Document)
{
    /// <summary>A path that the entry names, made absolute.</summary>
    public string FullPath(string path) => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(Document.File)) ?? "", path);
}
