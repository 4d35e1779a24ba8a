namespace MeshFederation.Clusters.Istiod;

/// <summary>A proxy that is connected to an istiod, by <c>debug/syncz</c>.</summary>
/// <param name="Name">The proxy, as <c>reviews-v1-abc.default</c>.</param>
/// <param name="Config">What it was sent and has acknowledged, in the order of <see cref="ConnectedProxies.Kinds"/>.</param>
/// <param name="LastError">What it refused last, and why; empty for nothing.</param>
internal sealed record ConnectedProxy(string Name, IReadOnlyList<SentConfig> Config, string LastError)
{
    /// <summary>Whether it was connected a moment ago and is no longer.</summary>
    public bool IsAway { get; init; }

    /// <summary>Whether it has all that it was sent.</summary>
    public bool IsTaken => Config.All(config => config.IsTaken);
}
