using MeshFederation.Model.Objects;
using MeshFederation.Model.Policies;

namespace MeshFederation.Planning.Policies.Routes;

/// <summary>How policies of a record are said in an HTTP route.</summary>
/// <typeparam name="T">The record.</typeparam>
internal abstract class RoutePolicy<T> : RoutePolicy
    where T : MeshPolicy
{
    public sealed override UnstructuredMap Write(UnstructuredMap route, MeshPolicy policy, PolicyRoute place) =>
        Write(route, (T)policy, place);

    /// <summary>The route with the policy.</summary>
    protected abstract UnstructuredMap Write(UnstructuredMap route, T policy, PolicyRoute place);
}
