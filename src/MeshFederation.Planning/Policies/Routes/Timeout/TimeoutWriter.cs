using MeshFederation.Model.Objects;
using MeshFederation.Model.Policies;

namespace MeshFederation.Planning.Policies.Routes.Timeout;

/// <summary>
/// The timeout of a route: over all its destinations, and all that is sent again (istio networking/v1 HTTPRoute.timeout).
/// </summary>
internal sealed class TimeoutWriter : RoutePolicy<MeshTimeout>
{
    public override string Kind => "timeout";

    protected override UnstructuredMap Write(UnstructuredMap route, MeshTimeout policy, PolicyRoute place) =>
        route.With("timeout", IstioDuration.Of(policy.Timeout));

    public override MeshPolicy? Read(UnstructuredMap route, SeenPolicies seen) =>
        route.Text("timeout") is { } timeout ? Said(("Timeout", timeout)) : null;
}
