using MeshFederation.Model.Objects;
using MeshFederation.Model.Text;

namespace MeshFederation.Istio.Objects;

/// <summary>AuthorizationPolicies that are tried alone: they deny nobody (istio pilot/pkg/model/authorization.go).</summary>
internal static class DryRun
{
    /// <summary>The annotation that says it.</summary>
    public const string Annotation = "istio.io/dry-run";

    /// <summary>Whether a policy is tried alone.</summary>
    public static bool Is(MeshManifest policy) => GoBoolean.Read(policy.Metadata.Map("annotations")?.Text(Annotation)) == true;
}
