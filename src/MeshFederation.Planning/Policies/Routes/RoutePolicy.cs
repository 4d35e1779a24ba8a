using MeshFederation.Istio.Declarations.Policies;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Planning.Policies.Routes;

/// <summary>How a kind of policy is said in an HTTP route, and read of one (istio networking/v1 HTTPRoute).</summary>
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

    /// <summary>What a route says of it, for all requests; null where it says nothing that no route has by itself.</summary>
    /// <exception cref="Model.Errors.MeshException">It says what no policy can.</exception>
    public abstract MeshPolicy? Read(UnstructuredMap route, SeenPolicies seen);

    /// <summary>A destination of a route with the policy that holds for it alone.</summary>
    public virtual UnstructuredMap OnDestination(UnstructuredMap share, MeshService service, MeshFallback place) => share;

    /// <summary>What a destination of a route says of it; null where it says nothing.</summary>
    /// <exception cref="Model.Errors.MeshException">It says what no policy can.</exception>
    public virtual MeshPolicy? ReadOfDestination(UnstructuredMap share) => null;

    /// <summary>Requires that a policy means something beside all else that is declared of its service.</summary>
    /// <exception cref="Model.Errors.MeshException">It does not.</exception>
    public virtual void Require(MeshService service, MeshPolicy policy)
    {
    }

    /// <summary>A policy of values by the names of parameters; null is a value that is not said.</summary>
    protected MeshPolicy Said(params (string Parameter, object? Value)[] values) => PolicyKinds.Of(Kind).FromArguments(
        values.Where(value => value.Value is not null)
            .ToDictionary(value => value.Parameter, value => value.Value, StringComparer.Ordinal),
        MeshRouteScope.All);
}
