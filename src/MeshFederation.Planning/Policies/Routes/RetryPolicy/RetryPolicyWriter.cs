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
    private const string RemoteLocalities = "retryRemoteLocalities";

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
            (RemoteLocalities, policy.RemoteLocalities ?? usual?.GetValueOrDefault(RemoteLocalities)),
            ("retryIgnorePreviousHosts", policy.IgnorePreviousHosts)));
    }

    public override MeshPolicy? Read(UnstructuredMap route, SeenPolicies seen)
    {
        if (route.Map("retries") is not { } retries) return null;
        var usual = Retries.Of(route, seen.Service, seen.Version, seen.IsElsewhere, seen.HasFallback);
        if (retries.Equals(usual)) return null;
        var isUsual = usual?.Text("retryOn") == retries.Text("retryOn");
        var remote = retries.GetValueOrDefault(RemoteLocalities);
        return Said(
            ("Attempts", retries.Number("attempts")),
            ("RetryOn", isUsual ? null : retries.Text("retryOn")?.Split(',')),
            ("PerTryTimeout", retries.Text("perTryTimeout")),
            ("Backoff", retries.Text("backoff")),
            ("RemoteLocalities", Equals(remote, usual?.GetValueOrDefault(RemoteLocalities)) ? null : remote),
            ("IgnorePreviousHosts", retries.GetValueOrDefault("retryIgnorePreviousHosts")));
    }

    /// <summary>A service without retries has none that somebody chose.</summary>
    public override void Require(MeshService service, MeshPolicy policy)
    {
        if (service.NoRetry && policy is MeshRetryPolicy { Attempts: > 0 }) throw PolicyErrors.NoRetry(service, policy);
    }
}
