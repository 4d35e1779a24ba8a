using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.AuthorizationPolicies;

/// <summary>
/// How a policy chooses what it is for (istio pkg/config/validation/validation.go validateOneOfSelectorType,
/// validatePolicyTargetReference).
/// </summary>
internal static class PolicyTargets
{
    private static readonly string[] Kinds = [
        IstioKind.Service, "core/Service", IstioKind.ServiceEntry, IstioKind.ApiGateway,
        IstioKind.GatewayClass
    ];

    /// <summary>Reports more than one way of choosing, and targets that there cannot be.</summary>
    public static void Check(MeshManifest manifest, Report report)
    {
        var spec = manifest.Spec;
        var ways = (spec.Has("selector") ? 1 : 0)
            + (spec.Has(TargetReferences.One) ? 1 : 0)
            + (spec.Says(TargetReferences.Several) ? 1 : 0);
        if (ways > 1) report.At(manifest, spec, "selector", "It has more than one of selector, targetRef and targetRefs.");
        foreach (var target in TargetReferences.Of(spec))
        {
            if (!target.Says("name")) report.At(manifest, target, "name", "The target has no name.");
            if (target.Says("namespace")) report.At(manifest, target, "namespace", "A target is of the policy's own namespace.");
            var kind = $"{target.Text("group")}/{target.Text("kind")}";
            if (!Kinds.Contains(kind, StringComparer.Ordinal))
                report.At(manifest, target, "kind", $"A policy cannot be for {kind.TrimStart('/')}.");
        }
    }
}
