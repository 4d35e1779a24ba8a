using MeshFederation.Clusters.Api;

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

    /// <summary>How long all of it may take, and clusters that are away are waited for.</summary>
    public TimeBudget Budget { get; init; } = CommandBudget.Of(TimeSpan.FromSeconds(30), isAsked: false);
}
