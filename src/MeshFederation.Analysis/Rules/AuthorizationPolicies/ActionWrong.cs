using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.AuthorizationPolicies;

internal sealed class ActionWrong : ObjectRule
{
    public override string Id => "MF1702";

    public override string Title => "An action has what it needs: CUSTOM a provider and rules, DENY rules; only CUSTOM has a provider.";

    public override string Recommendation => "Add rules, [{}] for every request, or name the provider of meshConfig.extensionProviders.";

    public override string Source => "pkg/config/validation/validation.go ValidateAuthorizationPolicy";

    protected override string Kind => IstioKind.AuthorizationPolicy;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        var (spec, action) = (manifest.Spec, PolicyAction.Of(manifest.Spec));
        if (action is PolicyAction.Custom or PolicyAction.Deny && !spec.Has("rules"))
            report.At(manifest, spec, "rules", $"Without rules, {action} is never done.");
        if (action == PolicyAction.Custom && spec.Has("rules") && spec.Map("provider")?.Says("name") is not true)
            report.At(manifest, spec, "provider", "CUSTOM needs provider.name.");
        if (action != PolicyAction.Custom && spec.Has("provider"))
            report.At(manifest, spec, "provider", $"The action {action} has no provider.");
    }
}
