using MeshFederation.Model.Collections;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Planning.Declarations.Keys;

/// <summary>What one call of Set-MeshTrafficSplit or Set-MeshFailover says.</summary>
internal sealed record SplitItem
{
    /// <summary>The service, when it is written.</summary>
    public MeshService? Service { get; init; }

    public ValueList<MeshDestination> Destination { get; init; } = [];

    /// <summary>The places of a failover, in their order.</summary>
    public ValueList<MeshFallback> Order { get; init; } = [];

    /// <summary>The regions that take over for each other, or share the requests.</summary>
    public ValueList<MeshRegion> Region { get; init; } = [];

    public ValueList<MeshMatch> Match { get; init; } = [];

    public IReadOnlyList<FallbackChoice> Fallback { get; init; } = [];

    public string? Gateway { get; init; }

    public string? Hostname { get; init; }
}
