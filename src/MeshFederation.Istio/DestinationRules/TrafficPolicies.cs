using MeshFederation.Istio.Versions;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.DestinationRules;

/// <summary>
/// Merges the traffic policy of a host with that of a subset, for one port (istio pilot/pkg/networking/util/util.go
/// MergeSubsetTrafficPolicy, GetPortLevelTrafficPolicy). A portLevelSettings entry for the port replaces connectionPool, outlierDetection,
/// loadBalancer and tls as a whole, with nothing where it says nothing.
/// </summary>
public static class TrafficPolicies
{
    private static readonly string[] Parts = ["connectionPool", "loadBalancer", "outlierDetection", "tls"];
    private static readonly string[] AlwaysInherited = ["tunnel", "proxyProtocol", "retryBudget"];

    /// <summary>The policy that holds.</summary>
    /// <param name="rule">The merged rule; null when none applies.</param>
    /// <param name="subset">The subset; null for the host as a whole.</param>
    /// <param name="port">The service's port.</param>
    /// <returns>The policy without portLevelSettings, and the field its tls comes from; null when none holds.</returns>
    public static EffectivePolicy? Effective(MergedRule? rule, RuleSubset? subset, int port)
    {
        if (rule is null) return null;
        var whole = Levelled(rule.TrafficPolicy, port);
        var source = whole?.IsPort == true ? Entry("trafficPolicy", rule.TrafficPolicy!, port) : "trafficPolicy.tls";
        if (subset?.TrafficPolicy is null) return whole is null ? null : new(Flat(whole.Value.Policy), source);
        var own = Levelled(subset.TrafficPolicy, port)!.Value;
        var field = FormattableString.Invariant($"subsets[{subset.Index}].trafficPolicy");
        var ownSource = own.IsPort ? Entry(field, subset.TrafficPolicy, port) : field + ".tls";
        if (whole is null) return new(Flat(own.Policy), ownSource);
        var takesTls = own.IsPort || own.Policy.Map("tls") is not null;
        return new(Merged(whole.Value.Policy, own.Policy, own.IsPort), takesTls ? ownSource : source);
    }

    /// <summary>
    /// The tls mode by which istiod tells which endpoints speak the mesh's TLS: of a subset its own alone, until 1.31, and of a port that
    /// of the whole
    /// where its settings have none (istio pilot/pkg/xds/endpoints/mtls_checker.go tlsModeForDestinationRule).
    /// </summary>
    /// <param name="rule">The merged rule; null when none applies.</param>
    /// <param name="subset">The subset; null for the host as a whole.</param>
    /// <param name="port">The service's port.</param>
    /// <param name="version">The version of the cluster.</param>
    /// <returns>The mode; null where nothing asks for one, and the endpoints decide.</returns>
    public static string? TlsModeOfEndpoints(MergedRule? rule, RuleSubset? subset, int port, IstioVersion version)
    {
        if (subset is null) return TlsMode(rule?.TrafficPolicy, port);
        return TlsMode(subset.TrafficPolicy, port)
            ?? (IstioBehavior.SubsetsInheritTlsAtGateways(version) ? TlsMode(rule?.TrafficPolicy, port) : null);
    }

    private static string? TlsMode(UnstructuredMap? policy, int port)
    {
        var ofPort = policy?.Maps("portLevelSettings").FirstOrDefault(item => item.Map("port")?.Number("number") == port)?.Map("tls");
        return (ofPort ?? policy?.Map("tls")) is { } tls ? tls.Text("mode") ?? "DISABLE" : null;
    }

    private static (UnstructuredMap Policy, bool IsPort)? Levelled(UnstructuredMap? policy, int port)
    {
        if (policy is null) return null;
        var level = policy.Maps("portLevelSettings").FirstOrDefault(item => item.Map("port")?.Number("number") == port);
        return level is null ? (policy, false) : (level, true);
    }

    private static string Entry(string field, UnstructuredMap policy, int port)
    {
        var index = policy.Maps("portLevelSettings").TakeWhile(item => item.Map("port")?.Number("number") != port).Count();
        return FormattableString.Invariant($"{field}.portLevelSettings[{index}].tls");
    }

    private static UnstructuredMap Merged(UnstructuredMap whole, UnstructuredMap own, bool replaces)
    {
        var entries = new (string, object?)[Parts.Length + AlwaysInherited.Length];
        var next = 0;
        foreach (var part in Parts) entries[next++] = (part, own.Map(part) ?? (replaces ? null : whole.Map(part)));
        foreach (var part in AlwaysInherited)
        {
            entries[next++] = (part,
                own.TryGetValue(part, out var value) && value is not null ? value : whole.TryGetValue(part, out var outer) ? outer : null);
        }
        return UnstructuredMap.Of(entries);
    }

    private static UnstructuredMap Flat(UnstructuredMap policy) => Merged(policy, policy, replaces: true);
}
