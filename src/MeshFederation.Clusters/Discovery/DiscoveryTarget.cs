namespace MeshFederation.Clusters.Discovery;

/// <summary>A cluster to read.</summary>
/// <param name="Context">The context of the kubeconfig.</param>
/// <param name="Name">What the cluster is to be called.</param>
public sealed record DiscoveryTarget(string Context, string Name);
