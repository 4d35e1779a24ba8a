namespace MeshFederation.Clusters.Publishing;

/// <summary>How a federation is published.</summary>
public sealed record PublisherOptions
{
    /// <summary>How many requests a cluster gets at once where nothing else is said.</summary>
    public const int DefaultThrottleLimit = 8;

    /// <summary>How many revisions are kept where nothing else is said.</summary>
    public const int DefaultHistoryLimit = 10;

    /// <summary>How many requests a cluster gets at once.</summary>
    public int ThrottleLimit { get; init; } = DefaultThrottleLimit;

    /// <summary>Whether what was changed stays when something fails.</summary>
    public bool NoRollback { get; init; }

    /// <summary>How long to wait while somebody else publishes the same federation; zero not to wait.</summary>
    public TimeSpan WaitForOthers { get; init; }

    /// <summary>How many revisions are kept.</summary>
    public int HistoryLimit { get; init; } = DefaultHistoryLimit;

    /// <summary>The version of this module, for the history.</summary>
    public string ModuleVersion { get; init; } = "";

    /// <summary>What the history says of this publish beside the usual; empty for nothing.</summary>
    public string Note { get; init; } = "";

    /// <summary>Whether the federation is removed whole, so that its history goes with it.</summary>
    public bool Removes { get; init; }
}
