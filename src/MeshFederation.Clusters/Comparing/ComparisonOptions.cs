using MeshFederation.Clusters.Names;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;

namespace MeshFederation.Clusters.Comparing;

/// <summary>How to compare.</summary>
public sealed record ComparisonOptions
{
    /// <summary>How many clusters are asked at the same time where nothing else is said.</summary>
    public const int DefaultThrottleLimit = 16;

    /// <summary>Whether objects of the federation that are no longer wanted are removed.</summary>
    public bool Prune { get; init; }

    /// <summary>Whether objects and fields of others are taken over where that is safe.</summary>
    public bool Force { get; init; }

    /// <summary>Whether the federation's objects must be known of every kind, planned or not; null for where they are removed.</summary>
    public bool? NeedsEveryKind { get; init; }

    /// <summary>
    /// Whether a cluster without the record of what was published to it last counts as one that cannot be read; else it is only said.
    /// </summary>
    public bool NeedsHistory { get; init; }

    /// <summary>Clusters that are compared though no service that is declared is in them or called from them.</summary>
    public ValueList<MeshCluster> OtherCluster { get; init; } = [];

    /// <summary>Clusters that are being expelled; null for none.</summary>
    public ExpelledClusters? Expelled { get; init; }

    /// <summary>How many clusters are asked at the same time.</summary>
    public int ThrottleLimit { get; init; } = DefaultThrottleLimit;

    /// <summary>How long all of it may take; a cluster that has not answered by then counts as one that cannot be read.</summary>
    public TimeSpan Timeout { get; init; } = System.Threading.Timeout.InfiniteTimeSpan;

    /// <summary>Looks names of gateways up.</summary>
    internal GatewayNames Names { get; init; } = new();

    /// <summary>By which time is measured.</summary>
    internal TimeProvider Clock { get; init; } = TimeProvider.System;
}
