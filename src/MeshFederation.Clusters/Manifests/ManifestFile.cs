namespace MeshFederation.Clusters.Manifests;

/// <summary>A file with objects of a cluster.</summary>
/// <param name="Path">The path.</param>
/// <param name="Cluster">The name of the cluster.</param>
public sealed record ManifestFile(string Path, string Cluster);
