using MeshFederation.Istio.Declarations.Policies;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning.Kinds.VirtualService;

namespace MeshFederation.Tests.Routing;

/// <summary>Says from the declaration alone what a request has of each policy of routes.</summary>
internal static class PolicyOracle
{
    private static readonly Dictionary<string, Func<UnstructuredMap, object?>> Fields = new(StringComparer.Ordinal)
    {
        ["timeout"] = route => route.Text("timeout"),
        ["fault"] = route => route.Map("fault"),
        ["mirror"] = route => route.Map("mirrorPercentage"),
        ["headerRule"] = route => route.Map("headers"),
        ["corsPolicy"] = route => route.Map("corsPolicy"),
        ["redirect"] = route => route.Map("redirect") ?? route.Map("directResponse"),
    };

    /// <summary>The policy of a kind that holds for requests.</summary>
    /// <param name="service">The service.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="takes">Whether a match takes them.</param>
    public static MeshPolicy? Held(MeshService service, string kind, Func<MeshMatch?, bool> takes) => service.Policy.FirstOrDefault(
        policy => policy.Kind == kind && policy.Scope is MeshRouteScope scope && takes(scope.Match));

    /// <summary>Asserts that a route has of each policy what the declaration says.</summary>
    /// <param name="service">The service.</param>
    /// <param name="takes">Whether a match takes the requests of the route.</param>
    /// <param name="route">The route.</param>
    /// <param name="only">Where all of its requests go; null for several places.</param>
    public static void AssertHeld(MeshService service, Func<MeshMatch?, bool> takes, UnstructuredMap route, MeshFallback? only)
    {
        var isAnswered = Held(service, "redirect", takes) is not null;
        AssertRetried(service, isAnswered ? null : Held(service, "retryPolicy", takes) as MeshRetryPolicy, route);
        foreach (var (kind, field) in Fields)
        {
            var isOnTheWay = kind is "timeout" or "fault" or "mirror";
            var policy = isAnswered && isOnTheWay ? null : Held(service, kind, takes);
            var isNeedless = policy is MeshMirror mirror && mirror.Destination[0].Equals(only);
            Assert.Equal(isNeedless ? "" : Written(service, policy), Shown(field(route)));
        }
    }

    /// <summary>Where nobody chose, requests to other clusters are sent again twice, or never, and others as often as Istio does.</summary>
    private static void AssertRetried(MeshService service, MeshRetryPolicy? policy, UnstructuredMap route)
    {
        var attempts = route.Map("retries")?.Number("attempts");
        if (policy is not null) Assert.Equal(policy.Attempts, attempts);
        else if (attempts is not null) Assert.Equal(service.NoRetry ? 0 : 2, attempts);
    }

    /// <summary>What a policy says, by the numbers that tell one from another.</summary>
    private static string Written(MeshService service, MeshPolicy? policy) => policy switch
    {
        null => "",
        MeshTimeout timeout => $"{timeout.Timeout.TotalSeconds}s",
        MeshFault { Delay: { } delay } => $"{{delay: {{fixedDelay: '{delay.TotalSeconds}s', percentage: {{value: 100}}}}}}",
        MeshFault fault => $"{{abort: {{httpStatus: {fault.Abort}, percentage: {{value: {fault.AbortPercent}}}}}}}",
        MeshMirror mirror when service.Suspended.Contains(mirror.Destination[0].Cluster) => "",
        MeshMirror mirror => $"{{value: {mirror.Percent}}}",
        MeshHeaderRule rule => Headers(rule),
        MeshCorsPolicy cors => $"{{allowOrigins: [{{exact: '{cors.AllowOrigin[0].Value}'}}]}}",
        MeshRedirect { Status: { } status } => $"{{status: {status}}}",
        MeshRedirect redirect => $"{{uri: '/there', redirectCode: {redirect.Code}}}",
        _ => policy.ToString(),
    };

    /// <summary>Asserts that each destination of a route has the headers of its own that the declaration says.</summary>
    /// <param name="service">The service.</param>
    /// <param name="destinations">The destinations of the split, in their order.</param>
    /// <param name="route">The route.</param>
    public static void AssertHeaders(MeshService service, IEnumerable<MeshDestination> destinations, UnstructuredMap route)
    {
        var declared = destinations.Select(to => service.PolicyAt<MeshHeaderRule>(to.Cluster, to.Subset) is { } rule ? Headers(rule) : "");
        var shown = route.Maps("route").Select(share => Shown(share.Map("headers")));
        Assert.True(
            declared.SequenceEqual(shown, StringComparer.Ordinal),
            $"{service.TrafficSplit}\n{string.Join('\n', service.Policy)}\n{FlowText.Of(route)}");
    }

    private static string Headers(MeshHeaderRule rule) => $"{{response: {{set: {{x-rule: '{rule.ResponseSet["x-rule"]}'}}}}}}";

    private static string Shown(object? value) => value as string ?? (value is null ? "" : FlowText.Of(value));
}
