using MeshFederation.Clusters.Leases;

namespace MeshFederation.Clusters.Identity;

/// <summary>How authorities are exchanged.</summary>
public sealed record IdentityOptions
{
    /// <summary>How long to wait for progress, and for servers that are away, before it is given up.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Whether somebody asked for that time, so that servers are waited for that have never answered, too.</summary>
    public bool IsTimeoutAsked { get; init; }

    /// <summary>Whether what must take a change up is restarted.</summary>
    public bool Restart { get; init; }

    /// <summary>Whether authorities that others made may be overwritten.</summary>
    public bool Force { get; init; }

    /// <summary>How often clusters are looked at while something is waited for.</summary>
    internal TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long leases hold.</summary>
    internal LeaseTimes Lease { get; init; } = LeaseTimes.Usual;

    /// <summary>The clock by which leases hold.</summary>
    internal TimeProvider LeaseClock { get; init; } = TimeProvider.System;

    /// <summary>The clock.</summary>
    internal TimeProvider Clock { get; init; } = TimeProvider.System;
}
