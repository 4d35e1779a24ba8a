namespace MeshFederation.Clusters.Kubeconfig;

/// <summary>A context of a kubeconfig, with what it names.</summary>
/// <param name="Name">The context.</param>
/// <param name="Cluster">Its cluster.</param>
/// <param name="User">Its user; null when it names none.</param>
internal sealed record KubeconfigContext(string Name, KubeconfigEntry Cluster, KubeconfigEntry? User)
{
    /// <summary>The namespace that it names; null when it names none.</summary>
    public string? Namespace { get; init; }
}
