using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Mesh;

/// <summary>
/// The labels of a namespace that say whether its pods get sidecars (istio pkg/config/analysis/analyzers/injection/injection.go).
/// </summary>
internal static class InjectionLabels
{
    /// <summary>The label that says yes or no.</summary>
    public const string Injection = "istio-injection";

    /// <summary>All labels that say something of it.</summary>
    public static IReadOnlyList<string> All { get; } = [Injection, Revisions.Label, AmbientMode.Label];

    /// <summary>Whether the pods of a namespace get sidecars; null where no label says it.</summary>
    public static bool? Of(MeshManifest space)
    {
        var labels = space.Metadata.Map("labels") ?? UnstructuredMap.Empty;
        if (labels.Text(Injection) is { } injection) return injection == "enabled";
        return labels.ContainsKey(Revisions.Label) && !AmbientMode.Is(space) ? true : null;
    }
}
