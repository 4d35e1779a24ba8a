using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.DestinationRules;

/// <summary>The base of rules that look at each traffic policy of each DestinationRule by itself.</summary>
internal abstract class PolicyRule : Rule
{
    /// <inheritdoc />
    protected sealed override void Examine(FederationView federation, Report report)
    {
        foreach (var (rule, policies) in federation.TrafficPolicies)
        {
            var cluster = federation.In(rule.Cluster);
            foreach (var policy in policies) Check(rule, policy, cluster, report);
        }
    }

    /// <summary>Looks at one policy.</summary>
    protected abstract void Check(MeshManifest manifest, TrafficPolicy policy, ClusterView cluster, Report report);
}
