namespace MeshFederation.Clusters.Publishing.Settling;

/// <summary>An object as a write left it.</summary>
/// <param name="Cluster">The name of its cluster.</param>
/// <param name="Place">Where it is there.</param>
/// <param name="ResourceVersion">The version that the server gave it; null when it was removed.</param>
internal sealed record WrittenObject(string Cluster, ObjectPlace Place, string? ResourceVersion);
