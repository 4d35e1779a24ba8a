namespace MeshFederation.Tests.Publishing.Proxies;

/// <summary>A gateway's address in another cluster.</summary>
internal sealed record ModelEndpoint(string Cluster, string Address);
