using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Planning.Policies.Routes;

/// <summary>Where policies are read of a route.</summary>
/// <param name="Service">The service, as far as it is known.</param>
/// <param name="Version">The Istio of the callers.</param>
/// <param name="Place">The cluster and pods of a destination; null where it is none of the service's.</param>
internal sealed record SeenPolicies(MeshService Service, IstioVersion Version, Func<UnstructuredMap, MeshFallback?> Place)
{
    /// <summary>Whether a host is another than the service's own in the callers' cluster.</summary>
    public required Func<string, bool> IsElsewhere { get; init; }

    /// <summary>Whether something takes over for a host.</summary>
    public required Func<string, bool> HasFallback { get; init; }
}
