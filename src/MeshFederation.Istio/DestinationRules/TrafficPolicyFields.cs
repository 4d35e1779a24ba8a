namespace MeshFederation.Istio.DestinationRules;

/// <summary>
/// The fields of traffic policies (istio/api networking/v1alpha3/destination_rule.proto TrafficPolicy, PortTrafficPolicy).
/// </summary>
internal static class TrafficPolicyFields
{
    /// <summary>The part of a load balancer that keeps requests in zones.</summary>
    public const string Zones = "zoneAwareLbSetting";

    /// <summary>What a policy of a port may say, and so one of a host or subset for each of its ports.</summary>
    public static IReadOnlyList<string> OfPort { get; } = ["loadBalancer", "connectionPool", "outlierDetection", "tls"];

    /// <summary>What is of a host or subset as a whole, whichever port is called.</summary>
    public static IReadOnlyList<string> OfWhole { get; } = ["tunnel", "proxyProtocol", "retryBudget"];
}
