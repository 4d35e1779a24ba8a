using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.AuthorizationPolicies;

internal sealed class CustomUnsupported : ObjectRule
{
    private static readonly string[] Fields = [
        "namespaces", "serviceAccounts", "trustDomains", "principals", "requestPrincipals", "notNamespaces", "notServiceAccounts",
        "notTrustDomains", "notPrincipals", "notRequestPrincipals"
    ];

    public override string Id => "MF1703";

    public override string Title => "The rules of CUSTOM ask for nothing that is known only after its provider has answered.";

    public override string Recommendation => "Match by hosts, methods, paths or ports, and leave identities to an ALLOW or DENY policy.";

    public override string Source => "pkg/config/validation/validation.go ValidateAuthorizationPolicy";

    protected override string Kind => IstioKind.AuthorizationPolicy;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        if (PolicyAction.Of(manifest.Spec) != PolicyAction.Custom) return;
        foreach (var rule in manifest.Spec.Maps("rules"))
        {
            foreach (var source in PolicyRules.Sources(rule))
            {
                foreach (var field in Fields.Where(source.Says)) report.At(manifest, source, field, $"CUSTOM cannot ask for {field}.");
            }

            foreach (var condition in rule.Maps("when"))
            {
                if (condition.Text("key") is { } key
                    && (ConditionKey.OfIdentity.Contains(key, StringComparer.Ordinal)
                        || key.StartsWith(ConditionKey.OfTokens, StringComparison.Ordinal)))
                {
                    report.At(manifest, condition, "key", $"CUSTOM cannot ask for {key}.");
                }
            }
        }
    }
}
