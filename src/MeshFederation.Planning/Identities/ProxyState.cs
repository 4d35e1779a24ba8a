namespace MeshFederation.Planning.Identities;

/// <summary>A pod with a proxy, ztunnel included.</summary>
/// <param name="Name">Its namespace and name, as <c>default/reviews-v1-0</c>.</param>
/// <param name="Started">When it was started; null when it does not say.</param>
/// <param name="Lifetime">How long its certificates last, so that it has a new one at the latest.</param>
/// <param name="Owner">What makes it anew when it is restarted; null for one that nothing makes anew.</param>
public sealed record ProxyState(string Name, DateTimeOffset? Started, TimeSpan Lifetime, WorkloadName? Owner);
