using MeshFederation.Istio.Objects;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.AuthorizationPolicies;

internal sealed class DenyCoversTcp : ObjectRule
{
    private static readonly string[] OfConnections =
    [
        "principals", "notPrincipals", "ipBlocks", "notIpBlocks", "namespaces", "notNamespaces", "remoteIpBlocks", "notRemoteIpBlocks",
        "serviceAccounts", "notServiceAccounts",
    ];

    public override string Id => "MF1708";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "A DENY rule that asks only for what HTTP requests have says for which ports it is.";

    public override string Recommendation => "Add to: [{operation: {ports: ['80']}}]; on a TCP port such a rule denies every connection.";

    public override string Source => "pkg/config/validation/validation.go ValidateAuthorizationPolicy";

    protected override string Kind => IstioKind.AuthorizationPolicy;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        if (PolicyAction.Of(manifest.Spec) != PolicyAction.Deny) return;
        foreach (var rule in manifest.Spec.Maps("rules"))
        {
            var (sources, operations) = (PolicyRules.Sources(rule).ToList(), PolicyRules.Operations(rule).ToList());
            var fromConnections = sources.Exists(source => Array.Exists(OfConnections, source.Has));
            var toPorts = operations.Exists(operation => operation.Has("ports") || operation.Has("notPorts"));
            if ((sources.Count > 0 && operations.Count == 0 && !fromConnections) || (operations.Count > 0 && !toPorts))
                report.At(manifest, rule, "On TCP ports it denies every connection.");
        }
    }
}
