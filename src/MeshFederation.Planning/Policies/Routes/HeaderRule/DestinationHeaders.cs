using MeshFederation.Istio.Declarations.Policies;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Planning.Policies.Routes.HeaderRule;

/// <summary>
/// The headers of requests and answers of one destination of a route (istio networking/v1 HTTPRouteDestination.headers). Those of the route
/// hold as well, and come first.
/// </summary>
internal static class DestinationHeaders
{
    /// <summary>What a destination does to headers; null for nothing.</summary>
    /// <param name="service">The service.</param>
    /// <param name="place">The cluster and pods.</param>
    public static UnstructuredMap? Of(MeshService service, MeshFallback place) =>
        service.Policy.Count > 0 && service.PolicyAt<MeshHeaderRule>(place.Cluster, place.Subset) is { } rule
            ? HeaderRuleWriter.Headers(rule)
            : null;
}
