namespace MeshFederation.Model.Objects;

/// <summary>
/// When an object is published. Nothing routes to what is not there yet: first the clusters that serve, then what callers need to reach
/// them, the VirtualServices last. Removing runs the other way round.
/// </summary>
public enum PublishingStep
{
    /// <summary>A serving cluster's subsets.</summary>
    ServedSubsets,

    /// <summary>A serving cluster's EnvoyFilter.</summary>
    EnvoyFilter,

    /// <summary>A serving cluster's Gateway.</summary>
    Gateway,

    /// <summary>A client cluster's ServiceEntry.</summary>
    ServiceEntry,

    /// <summary>A client cluster's DestinationRule for a host in another cluster.</summary>
    RemoteSubsets,

    /// <summary>A client cluster's DestinationRule for its own host.</summary>
    LocalSubsets,

    /// <summary>A client cluster's VirtualService.</summary>
    VirtualService,
}
