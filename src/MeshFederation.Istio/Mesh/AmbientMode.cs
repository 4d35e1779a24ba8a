using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Mesh;

/// <summary>Which pods run without sidecars, by the label of their namespace (istio pkg/config/constants, DataplaneModeLabel).</summary>
internal static class AmbientMode
{
    /// <summary>The label.</summary>
    public const string Label = "istio.io/dataplane-mode";

    /// <summary>Whether a namespace is in ambient mode.</summary>
    public static bool Is(MeshManifest space) => IsSaid(space.Metadata.Map("labels")?.Text(Label));

    /// <summary>Whether the label says so.</summary>
    public static bool IsSaid(string? mode) => mode == "ambient";

    /// <summary>Whether the label keeps a pod out of ambient mode.</summary>
    public static bool IsOff(string? mode) => mode == "none";
}
