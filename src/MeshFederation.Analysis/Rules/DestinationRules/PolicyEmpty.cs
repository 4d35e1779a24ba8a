using MeshFederation.Istio.DestinationRules;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.DestinationRules;

internal sealed class PolicyEmpty : PolicyRule
{
    private static readonly string[] OfPort = [.. TrafficPolicyFields.OfPort];
    private static readonly string[] OfAll = [.. TrafficPolicyFields.OfPort, "portLevelSettings", .. TrafficPolicyFields.OfWhole];

    public override string Id => "MF1205";

    public override string Title => "A traffic policy, and one of a port, says something.";

    public override string Recommendation =>
        "Remove the empty policy, or say what it is for: tls, connectionPool, outlierDetection or loadBalancer.";

    public override string Source =>
        "pkg/config/validation/validation.go validateTrafficPolicy, validatePortTrafficPolicy, validateConnectionPool";

    protected override void Check(MeshManifest manifest, TrafficPolicy policy, ClusterView cluster, Report report)
    {
        if (!HasAny(policy.Map, policy.IsOfPort ? OfPort : OfAll))
            report.At(manifest, policy.Map, $"The traffic policy{policy.Where} says nothing.");
        if (policy.Map.Map("connectionPool") is { } pool && !pool.Has("tcp") && !pool.Has("http"))
            report.At(manifest, policy.Map, "connectionPool", "The connection pool says nothing of tcp or http.");
    }

    private static bool HasAny(UnstructuredMap policy, string[] fields)
    {
        foreach (var field in fields)
        {
            if (policy.Has(field)) return true;
        }

        return false;
    }
}
