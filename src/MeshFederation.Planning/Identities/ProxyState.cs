namespace MeshFederation.Planning.Identities;

/// <summary>A pod with a proxy, ztunnel included.</summary>
/// <param name="Name">Its namespace and name, as <c>default/reviews-v1-0</c>.</param>
/// <param name="Started">The earliest at which it was started, by the server's clock; null when that is not known.</param>
/// <param name="Lifetime">How long its certificates last, so that it has a new one at the latest.</param>
/// <param name="Owner">What makes it anew when it is restarted; null for one that nothing makes anew.</param>
public sealed record ProxyState(string Name, DateTimeOffset? Started, TimeSpan Lifetime, WorkloadName? Owner);
