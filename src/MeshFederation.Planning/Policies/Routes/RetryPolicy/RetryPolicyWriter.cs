using MeshFederation.Istio.Objects;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Services;
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

    public override MeshPolicy? Read(UnstructuredMap route, SeenPolicies seen)
    {
        if (route.Map("retries") is not { } retries) return null;
        var usual = new[] { Retries.Usual(seen.Version, fallsBack: false), Retries.Usual(seen.Version, fallsBack: true) };
        if (usual.Contains(retries)) return null;
        var attempts = retries.Number("attempts");
        if (seen.Service.NoRetry && attempts == 0) return null;
        var isUsual = usual[0].Text("retryOn") == retries.Text("retryOn");
        return Said(
            ("Attempts", attempts),
            ("RetryOn", isUsual ? null : retries.Text("retryOn")?.Split(',')),
            ("PerTryTimeout", retries.Text("perTryTimeout")),
            ("Backoff", retries.Text("backoff")),
            ("RemoteLocalities", isUsual && retries.IsTrue("retryRemoteLocalities")
                ? null
                : retries.GetValueOrDefault("retryRemoteLocalities")),
            ("IgnorePreviousHosts", retries.GetValueOrDefault("retryIgnorePreviousHosts")));
    }

    /// <summary>A service without retries has none that somebody chose.</summary>
    public override void Require(MeshService service, MeshPolicy policy)
    {
        if (service.NoRetry && policy is MeshRetryPolicy { Attempts: > 0 }) throw PolicyErrors.NoRetry(service, policy);
    }
}
