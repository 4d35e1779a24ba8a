using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.DestinationRules;

/// <summary>The traffic policies of a DestinationRule that has some.</summary>
/// <param name="Rule">The DestinationRule.</param>
/// <param name="Policies">Its policies: of the host, of subsets, and of their ports.</param>
internal sealed record RulePolicies(MeshManifest Rule, TrafficPolicy[] Policies)
{
    /// <summary>Those of all DestinationRules of a federation.</summary>
    public static IEnumerable<RulePolicies> Of(FederationView federation)
    {
        var policies = new List<TrafficPolicy>();
        foreach (var rule in federation.AllOf(IstioKind.DestinationRule))
        {
            policies.Clear();
            TrafficPolicy.AddOf(rule, policies);
            if (policies.Count > 0) yield return new(rule, [.. policies]);
        }
    }
}
