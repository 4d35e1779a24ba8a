using MeshFederation.Model.Objects;

namespace MeshFederation.Routing.VirtualServices;

/// <summary>The route that a request takes at the caller's proxy.</summary>
public sealed record RouteChoice
{
    /// <summary>What becomes of the request.</summary>
    public required RouteOutcome Outcome { get; init; }

    /// <summary>The VirtualService that decides; null when none does.</summary>
    public MeshManifest? VirtualService { get; init; }

    /// <summary>The route, as <c>http[0].match[1]</c>; empty when none matches.</summary>
    public string Field { get; init; } = "";

    /// <summary>Why the connection is passed on; empty when it is not.</summary>
    public string Why { get; init; } = "";

    /// <summary>The route itself; null when none matches.</summary>
    public UnstructuredMap? Route { get; init; }

    /// <summary>Where the traffic goes, destinations without a share included.</summary>
    public IReadOnlyList<RouteShare> Shares { get; init; } = [];

    /// <summary>The routes that were looked at before, with what they lack.</summary>
    public IReadOnlyList<SkippedRoute> Skipped { get; init; } = [];

    /// <summary>Other VirtualServices for the same host that do not count; which of them wins is not defined by Istio's API.</summary>
    public IReadOnlyList<MeshManifest> Shadowed { get; init; } = [];
}
