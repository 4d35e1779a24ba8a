using MeshFederation.Analysis.Rules.AuthorizationPolicies;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Findings;

namespace MeshFederation.Analysis.Rules.Identity;

internal sealed class AliasConfersRights : Rule
{
    public override string Id => "MF5010";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title =>
        "An AuthorizationPolicy that names identities of the own trust domain does not allow those of another by an alias.";

    public override string Recommendation =>
        "Use caCertificates[].trustDomains instead of trustDomainAliases, which accepts the domain without taking its identities for the "
        + "own ones; or mean both.";

    public override string Source => "pilot/pkg/security/trustdomain/bundle.go ReplaceTrustDomainAliases";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var view in federation.Views)
        {
            if (view.Cluster.Facts is not { TrustDomainAlias.Count: > 0 } facts) continue;
            foreach (var policy in view.Of(IstioKind.AuthorizationPolicy))
            {
                var own = policy.Spec.Maps("rules")
                    .SelectMany(PolicyRules.Sources)
                    .SelectMany(source => source.Texts("principals"))
                    .Select(principal => principal.Text)
                    .FirstOrDefault(principal => principal.StartsWith(view.Cluster.TrustDomain + "/", StringComparison.Ordinal)
                        || principal.StartsWith("cluster.local/", StringComparison.Ordinal));
                if (own is not null)
                {
                    report.At(
                        policy,
                        policy.Spec,
                        "rules",
                        $"'{own}' also means the same account of {string.Join(", ", facts.TrustDomainAlias)}.",
                        new Cause(view.Cluster.Name));
                }
            }
        }
    }
}
