using System.Collections.Concurrent;
using MeshFederation.Istio.Declarations.Policies.RetryPolicy;
using MeshFederation.Istio.Versions;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;

namespace MeshFederation.Planning.Routes;

/// <summary>What becomes of requests to another cluster that fail on the way.</summary>
internal static class Retries
{
    private const long Attempts = 2;

    private static readonly UnstructuredMap None = UnstructuredMap.Of(("attempts", 0L));

    /// <summary>There are few of them, and many routes.</summary>
    private static readonly ConcurrentDictionary<(bool Resets, bool CodesAlone, bool FallsBack), UnstructuredMap> Known = new();

    /// <summary>
    /// HTTP routes, with retries where one leads to another cluster. A gateway that is gone shows as a 503 of the caller's own proxy, a
    /// connection that breaks as a reset; neither is retried by default (istio pilot/pkg/networking/core/route/retry/retry.go; seen on
    /// Istio 1.24 to 1.31). Routes within the cluster stay as they are, as do those whose retries somebody chose.
    /// </summary>
    /// <param name="routes">The HTTP routes, of whatever ports.</param>
    /// <param name="view">Who calls.</param>
    public static IEnumerable<UnstructuredMap> On(IEnumerable<UnstructuredMap> routes, CallerView view) =>
        routes.Select(route => !route.ContainsKey("retries") && Of(route, view) is { } retries ? route.With("retries", retries) : route);

    /// <summary>The retries that a route has where nobody chose; null for Istio's own.</summary>
    /// <param name="route">The route, with its destinations.</param>
    /// <param name="view">Who calls.</param>
    public static UnstructuredMap? Of(UnstructuredMap route, CallerView view) =>
        Of(route, view.Service, view.ClientVersion, view.IsElsewhere, view.HasFallback);

    /// <summary>
    /// The same by the hosts of the route alone. Where there are fallbacks, what is sent again goes to them: before anything is found to be
    /// bad, the first failures would only be repeated (istio pilot/pkg/networking/core/route/retry/retry.go, Envoy's previous_priorities).
    /// </summary>
    /// <param name="route">The route, with its destinations.</param>
    /// <param name="service">The service.</param>
    /// <param name="version">The Istio of the callers.</param>
    /// <param name="isElsewhere">Whether a host is another than the service's own in the callers' cluster.</param>
    /// <param name="hasFallback">Whether something takes over for a host.</param>
    public static UnstructuredMap? Of(
        UnstructuredMap route, MeshService service, IstioVersion version, Func<string, bool> isElsewhere, Func<string, bool> hasFallback)
    {
        if (!LeadsTo(route, isElsewhere)) return null;
        return service.NoRetry ? None : Usual(version, LeadsTo(route, hasFallback));
    }

    /// <summary>What routes to other clusters have where nobody chose.</summary>
    /// <param name="version">The Istio of the callers.</param>
    /// <param name="fallsBack">Whether one of their destinations has fallbacks.</param>
    internal static UnstructuredMap Usual(IstioVersion version, bool fallsBack)
    {
        var known = (IstioBehavior.RetriesResetBeforeRequest(version), IstioBehavior.RetriesStatusCodesAlone(version), fallsBack);
        return Known.GetOrAdd(known, static known => Usual(known.Resets, known.CodesAlone, known.FallsBack));
    }

    private static bool LeadsTo(UnstructuredMap route, Func<string, bool> isWanted) =>
        route.Maps("route").Any(share => share.Map("destination")?.Text("host") is { } host && isWanted(host));

    private static UnstructuredMap Usual(bool resets, bool codesAlone, bool fallsBack)
    {
        string[] usual = [RetryCauses.ConnectFailure, RetryCauses.RefusedStream, RetryCauses.Unavailable, RetryCauses.Cancelled];
        IEnumerable<string> more = resets ? [RetryCauses.ResetBeforeRequest] : [];
        IEnumerable<string> codes = codesAlone ? [RetryCauses.Unreachable] : [RetryCauses.StatusCodes, RetryCauses.Unreachable];
        return UnstructuredMap.Of(
            ("attempts", Attempts),
            ("retryOn", string.Join(',', [.. usual, .. more, .. codes])),
            ("retryRemoteLocalities", fallsBack ? true : null));
    }
}
