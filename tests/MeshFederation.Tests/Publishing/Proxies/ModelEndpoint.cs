namespace MeshFederation.Tests.Publishing.Proxies;

/// <summary>A gateway's address in another cluster, and the port that is called there.</summary>
internal sealed record ModelEndpoint(string Cluster, string Address, long Port)
{
    /// <summary>Pods of the caller's own cluster.</summary>
    public static readonly ModelEndpoint Pods = new("", "", 0);
}
