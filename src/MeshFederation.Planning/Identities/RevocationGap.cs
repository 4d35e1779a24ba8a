namespace MeshFederation.Planning.Identities;

/// <summary>Why a cluster goes on to trust what is to be revoked.</summary>
/// <param name="Cluster">The name of the cluster.</param>
/// <param name="Reason">Why, in a sentence.</param>
/// <param name="Recommendation">The way out.</param>
public sealed record RevocationGap(string Cluster, string Reason, string Recommendation);
