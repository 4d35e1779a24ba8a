using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Comparing;
using MeshFederation.Clusters.Leases;
using MeshFederation.Clusters.Publishing.Settling;
using MeshFederation.Model.Clusters;

namespace MeshFederation.Clusters.Publishing;

/// <summary>How a federation is published.</summary>
public sealed record PublisherOptions
{
    /// <summary>How many requests a cluster gets at once where nothing else is said.</summary>
    public const int DefaultThrottleLimit = 8;

    /// <summary>How many revisions are kept where nothing else is said.</summary>
    public const int DefaultHistoryLimit = 10;

    /// <summary>How long proxies that do not acknowledge are waited for between stages where nothing else is said.</summary>
    public static readonly TimeSpan DefaultSettleTimeout = TimeSpan.FromSeconds(30);

    /// <summary>How long is waited between stages where proxies are not seen and nothing else is said.</summary>
    public static readonly TimeSpan DefaultSettleTime = TimeSpan.FromSeconds(3);

    /// <summary>How many requests a cluster gets at once.</summary>
    public int ThrottleLimit { get; init; } = DefaultThrottleLimit;

    /// <summary>Whether what was changed stays when something fails.</summary>
    public bool NoRollback { get; init; }

    /// <summary>How long to wait while somebody else publishes the same federation; zero not to wait.</summary>
    public TimeSpan WaitForOthers { get; init; }

    /// <summary>How long servers that are away are waited for; null for a few tries only.</summary>
    public TimeBudget? Budget { get; init; }

    /// <summary>How many revisions are kept.</summary>
    public int HistoryLimit { get; init; } = DefaultHistoryLimit;

    /// <summary>
    /// How long to wait between stages for proxies that do not acknowledge what they were sent; zero not to ask istiod for them.
    /// </summary>
    public TimeSpan SettleTimeout { get; init; } = DefaultSettleTimeout;

    /// <summary>How long to wait between stages where istiod cannot be asked for its proxies, or is not; zero not to wait.</summary>
    public TimeSpan SettleTime { get; init; } = DefaultSettleTime;

    /// <summary>The version of this module, for the history.</summary>
    public string ModuleVersion { get; init; } = "";

    /// <summary>What the history says of this publish beside the usual; empty for nothing.</summary>
    public string Note { get; init; } = "";

    /// <summary>
    /// How long requests that are under way may take after a stop, and each of the last ones: noting how it came out, and giving up the
    /// leases.
    /// </summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long putting back one object may take after a stop.</summary>
    public TimeSpan PutBackLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Whether nothing is published while a cluster lacks the record of what was published to it last, since objects are removed that are
    /// no longer wanted.
    /// </summary>
    public bool NeedsHistory { get; init; }

    /// <summary>Clusters that are being expelled; null for none.</summary>
    public ExpelledClusters? Expelled { get; init; }

    /// <summary>Whether the federation is removed whole, so that its history goes with it.</summary>
    public bool Removes { get; init; }

    /// <summary>Makes what waits for the proxies of the clusters between stages; null for what asks their istiods.</summary>
    internal Func<IReadOnlyList<(MeshCluster Cluster, KubernetesApi Api)>, Action<PublishingEvent>, ISettling>? Settling { get; init; }

    /// <summary>Neither asks istiod nor waits between stages.</summary>
    internal PublisherOptions WithoutSettling => this with { SettleTimeout = TimeSpan.Zero, SettleTime = TimeSpan.Zero };

    /// <summary>Whether a cluster that does not answer is still waited for after a lease ended there.</summary>
    internal Func<bool> HasTime => () => Budget?.Left > TimeSpan.Zero;

    /// <summary>How long leases hold, and when they are renewed.</summary>
    internal LeaseTimes LeaseTimes { get; init; } = LeaseTimes.Usual;

    /// <summary>The clock of leases.</summary>
    internal TimeProvider Clock { get; init; } = TimeProvider.System;
}
