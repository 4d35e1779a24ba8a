using MeshFederation.Istio.Identity;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.AuthorizationPolicies;

internal sealed class PrincipalPrefixed : ObjectRule
{
    public override string Id => "MF1709";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "A principal is named without the scheme of its URI.";

    public override string Recommendation => "Write cluster1/ns/default/sa/reviews, not spiffe://cluster1/ns/default/sa/reviews.";

    public override string Source => "pilot/pkg/security/authz/model/principal.go";

    protected override string Kind => IstioKind.AuthorizationPolicy;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        foreach (var source in manifest.Spec.Maps("rules").SelectMany(PolicyRules.Sources))
        {
            foreach (var field in (string[])["principals", "notPrincipals"])
            {
                foreach (var (index, principal) in source.Texts(field))
                {
                    if (principal.StartsWith(SpiffeIdentity.Scheme, StringComparison.Ordinal))
                        report.At(manifest, source.List(field), index, $"No identity is '{principal}' to a policy, so it never matches.");
                }
            }
        }
    }
}
