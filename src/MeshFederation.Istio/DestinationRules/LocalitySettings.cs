using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.DestinationRules;

/// <summary>
/// How a traffic policy or a mesh orders endpoints by their localities (istio/api networking/v1alpha3/destination_rule.proto
/// LocalityLoadBalancerSetting).
/// </summary>
internal static class LocalitySettings
{
    /// <summary>Whether it holds at all.</summary>
    public const string Enabled = "enabled";

    /// <summary>The shares of localities.</summary>
    public const string Shares = "distribute";

    /// <summary>Which region takes over for which.</summary>
    public const string Next = "failover";

    /// <summary>Whether a setting is turned off; it holds where it does not say so.</summary>
    public static bool IsOff(UnstructuredMap setting) => setting.TryGetValue(Enabled, out var enabled) && enabled is false;
}
