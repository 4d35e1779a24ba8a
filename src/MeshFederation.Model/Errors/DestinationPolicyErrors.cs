using MeshFederation.Model.Clusters;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Services;

namespace MeshFederation.Model.Errors;

/// <summary>The errors of policies of destinations.</summary>
public static class DestinationPolicyErrors
{
    private const string RetryLimits =
        "Limit retries by their number instead, Set-MeshConnectionPool -MaxRetries 10; or name other destinations by -Cluster or "
        + "-Destination.";

    /// <summary>The error for a choice among the pods of another cluster.</summary>
    /// <param name="service">The service.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="client">The cluster of the callers.</param>
    /// <param name="server">The cluster of the pods.</param>
    /// <returns>The error.</returns>
    public static MeshException AtGateway(MeshService service, MeshPolicy policy, MeshCluster client, MeshCluster server) => new(
        MeshErrorId.PolicyAtGateway,
        MeshErrorKind.NotImplemented,
        $"The policy '{policy}' of the service '{service}' cannot hold for callers in '{client}' of '{server}': they choose among the "
        + "addresses of its gateway, which passes a connection on as a whole and chooses the pod.",
        "Add -LocalOnly for callers in the pods' own cluster alone. Requests that belong together stay in one cluster by "
        + "Set-MeshTrafficSplit -Match on a header or cookie, and Set-MeshConnectionPool -MaxRequestsPerConnection says how many of them "
        + "go to one pod.",
        policy);

    /// <summary>The error for a balancer of own pods where regions share the requests, or take over for each other.</summary>
    /// <param name="service">The service.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="client">The cluster of the callers.</param>
    /// <returns>The error.</returns>
    public static MeshException AcrossRegions(MeshService service, MeshPolicy policy, MeshCluster client) => new(
        MeshErrorId.PolicyAtGateway,
        MeshErrorKind.NotImplemented,
        $"The policy '{policy}' of the service '{service}' cannot hold for callers in '{client}': its regions have pods of '{client}' and "
        + "gateways of other clusters side by side, and Istio shares no requests among regions by a hash.",
        "Leave it out, or let clusters take over for each other instead of regions: Set-MeshFailover without -Region.",
        policy);

    /// <summary>The error for limits that the gateway of a cluster would have too, for all callers of other clusters together.</summary>
    /// <param name="service">The service.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="server">The cluster of the pods.</param>
    /// <returns>The error.</returns>
    public static MeshException SharedLimit(MeshService service, MeshPolicy policy, MeshCluster server) => new(
        MeshErrorId.PolicyAtGateway,
        MeshErrorKind.NotImplemented,
        $"The policy '{policy}' of the service '{service}' would hold for the gateway of '{server}' as well, where all callers of other "
        + "clusters share one limit: the gateway is in the namespace of the service, so both have one DestinationRule.",
        "Name other clusters by -Cluster, or give the gateway a namespace of its own.",
        policy);

    /// <summary>The error for a policy of a subset to which no split sends anything.</summary>
    /// <param name="service">The service.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="known">The destinations that there are.</param>
    /// <returns>The error.</returns>
    public static MeshException WithoutDestination(MeshService service, MeshPolicy policy, IEnumerable<string> known) =>
        PolicyErrors.Unused(
            service,
            policy,
            "no split sends anything there",
            string.Join(", ", known) is { Length: > 0 } destinations
                ? $"Name a destination of a split: {destinations}; or a cluster, for all of its pods."
                : "Name it in a split, Set-MeshTrafficSplit, or name a cluster, for all of its pods.");

    /// <summary>The error for a policy that holds in none of the calls that there are.</summary>
    /// <param name="service">The service.</param>
    /// <param name="policy">The policy.</param>
    /// <returns>The error.</returns>
    public static MeshException WithoutLocalCallers(MeshService service, MeshPolicy policy) => PolicyErrors.Unused(
        service,
        policy,
        $"no cluster of those that call ({string.Join(", ", service.ClientCluster)}) has pods of it",
        "Leave out -LocalOnly, or name a cluster where it runs and is called from: New-MeshServiceEntry -ClientCluster.");

    /// <summary>The error for a retry budget of a host whose ports have settings of their own.</summary>
    /// <param name="service">The service.</param>
    /// <param name="destination">The destination.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="client">The cluster of the callers.</param>
    /// <returns>The error.</returns>
    public static MeshException RetryBudgetByPort(MeshService service, string destination, MeshPolicy policy, MeshCluster client) => new(
        MeshErrorId.RetryBudgetLost,
        MeshErrorKind.NotImplemented,
        $"The policy '{policy}' of the service '{service}' would hold for none of the ports of {destination} for callers in '{client}': "
        + "these have settings of their own, and Istio has no retry budget for single ports.",
        RetryLimits,
        policy);

    /// <summary>The error for a retry budget that the callers' Istio loses.</summary>
    /// <param name="service">The service.</param>
    /// <param name="destination">The destination.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="client">The cluster of the callers.</param>
    /// <returns>The error.</returns>
    public static MeshException RetryBudgetLost(MeshService service, string destination, MeshPolicy policy, MeshCluster client) => new(
        MeshErrorId.RetryBudgetLost,
        MeshErrorKind.InvalidArgument,
        $"The policy '{policy}' of the service '{service}' would not hold for {destination} in '{client}': the Istio {client.IstioVersion} "
        + "there loses the retry budget of a subset that has settings of its own, as 1.27, 1.28, 1.29.0 and 1.29.1 do.",
        $"Update Istio in '{client}' to 1.29.2 or 1.30. {RetryLimits}",
        policy);

    /// <summary>The error for an outlier detection by which a fallback would never be called.</summary>
    /// <param name="service">The service.</param>
    /// <param name="destination">The destination with its fallbacks.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="why">The cause, a clause.</param>
    /// <returns>The error.</returns>
    public static MeshException NeverFallsBack(MeshService service, string destination, MeshPolicy policy, string why) => new(
        MeshErrorId.FallbackNeverUsed,
        MeshErrorKind.InvalidArgument,
        $"The destination {destination} of the service '{service}' would go on being called while it is dead: by the policy "
        + $"'{policy}' {why}.",
        "Let errors count, -ConsecutiveGatewayErrors 3, with -MaxEjectionPercent 100 and without -MinHealthPercent; or name other "
        + "destinations by -Cluster or -Destination.",
        policy);
}
