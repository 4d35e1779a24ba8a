namespace MeshFederation.Tests.Publishing.Proxies;

/// <summary>A cluster of Envoy, as it is in use: the SNI that it sends, and where to.</summary>
internal sealed record ModelUpstream(string Sni, IReadOnlyList<ModelEndpoint> Endpoints)
{
    /// <summary>A service of the caller's own cluster, which is there whatever a federation does.</summary>
    public static readonly ModelUpstream Here = new("", [new("", "", 0)]);
}
