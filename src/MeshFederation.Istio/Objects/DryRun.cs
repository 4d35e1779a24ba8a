using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Objects;

/// <summary>AuthorizationPolicies that are tried alone: they deny nobody (istio pilot/pkg/model/authorization.go).</summary>
internal static class DryRun
{
    /// <summary>The annotation that says it.</summary>
    public const string Annotation = "istio.io/dry-run";

    /// <summary>Whether a policy is tried alone.</summary>
    public static bool Is(MeshManifest policy) => policy.Metadata.Map("annotations")?.Text(Annotation) is { } value && Read(value) == true;

    /// <summary>What a value says, as Go's ParseBool reads it; null for what is none.</summary>
    public static bool? Read(string value) => value switch
    {
        "1" or "t" or "T" or "true" or "TRUE" or "True" => true,
        "0" or "f" or "F" or "false" or "FALSE" or "False" => false,
        _ => null,
    };
}
