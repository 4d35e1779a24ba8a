namespace MeshFederation.Clusters.Discovery;

/// <summary>A cluster domain, and where it was read.</summary>
/// <param name="Name">The domain, as <c>cluster.local</c>.</param>
/// <param name="Source">Where, for people.</param>
internal sealed record FoundDomain(string Name, string Source);
