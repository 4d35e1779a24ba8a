using MeshFederation.Model.Objects;
using MeshFederation.Model.Policies;
using MeshFederation.Planning.Routes;

namespace MeshFederation.Planning.Policies.Routes.RetryPolicy;

/// <summary>
/// The retries of a route, in the place of those that routes to other clusters get. What the policy leaves open of them stays as these have
/// it: a gateway that is gone is no reason to send again for Istio, and what has fallbacks goes to them.
/// </summary>
internal sealed class RetryPolicyWriter : RoutePolicy<MeshRetryPolicy>
{
    public override string Kind => "retryPolicy";

    protected override UnstructuredMap Write(UnstructuredMap route, MeshRetryPolicy policy, PolicyRoute place)
    {
        if (policy.Attempts == 0) return route.With("retries", UnstructuredMap.Of(("attempts", 0L)));
        var usual = Retries.Of(route, place.View);
        return route.With("retries", UnstructuredMap.Of(
            ("attempts", (long)policy.Attempts),
            ("retryOn", policy.RetryOn.Count > 0 ? string.Join(',', policy.RetryOn) : usual?.Text("retryOn")),
            ("perTryTimeout", policy.PerTryTimeout is { } time ? IstioDuration.Of(time) : null),
            ("backoff", policy.Backoff is { } backoff ? IstioDuration.Of(backoff) : null),
            ("retryRemoteLocalities", policy.RemoteLocalities ?? usual?.GetValueOrDefault("retryRemoteLocalities")),
            ("retryIgnorePreviousHosts", policy.IgnorePreviousHosts)));
    }
}
