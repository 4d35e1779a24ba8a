namespace MeshFederation.Clusters.Services;

/// <summary>Which services of clusters to read, and how.</summary>
public sealed record ServiceQuery
{
    /// <summary>The namespaces to read; null for all.</summary>
    public IReadOnlyList<string>? Namespace { get; init; }

    /// <summary>Which services count, by namespace and name.</summary>
    public Func<string, string, bool> Matches { get; init; } = (_, _) => true;

    /// <summary>How many clusters are read at the same time.</summary>
    public int ThrottleLimit { get; init; } = 32;

    /// <summary>How long reading one cluster may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);
}
