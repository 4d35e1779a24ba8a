namespace MeshFederation.Clusters.Leases;

/// <summary>What was seen of a lease that somebody else holds.</summary>
/// <param name="Record">What it says.</param>
/// <param name="Unchanged">For how long it was seen to say just that, by our own clock.</param>
/// <param name="IsRenewed">Whether it was renewed, or taken anew, while it was watched: its holder lives.</param>
internal sealed record LeaseSight(LeaseRecord Record, TimeSpan Unchanged, bool IsRenewed);
