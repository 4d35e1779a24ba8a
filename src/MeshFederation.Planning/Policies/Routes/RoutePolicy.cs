using MeshFederation.Model.Objects;
using MeshFederation.Model.Policies;

namespace MeshFederation.Planning.Policies.Routes;

/// <summary>How a kind of policy is said in an HTTP route (istio networking/v1 HTTPRoute).</summary>
internal abstract class RoutePolicy
{
    /// <summary>The kind.</summary>
    public abstract string Kind { get; }

    /// <summary>Whether it takes the place of the destinations: requests go nowhere.</summary>
    public virtual bool TakesPlace => false;

    /// <summary>Whether it means anything where requests go nowhere.</summary>
    public virtual bool HoldsWithoutDestination => false;

    /// <summary>The route with the policy.</summary>
    public abstract UnstructuredMap Write(UnstructuredMap route, MeshPolicy policy, PolicyRoute place);
}
