using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Mesh;

/// <summary>
/// The labels of a namespace that say whether its pods get sidecars (istio pkg/config/analysis/analyzers/injection/injection.go). Pods that
/// get one keep out of ambient mode, whatever else their namespace says (istio.io docs/ambient/migrate/enable-ambient-mode).
/// </summary>
internal static class InjectionLabels
{
    /// <summary>The label that says yes or no.</summary>
    public const string Injection = "istio-injection";

    /// <summary>All labels that say something of it.</summary>
    public static IReadOnlyList<string> All { get; } = [Injection, Revisions.Label, AmbientMode.Label];

    /// <summary>Whether the pods of a namespace get sidecars; null where no label says it.</summary>
    public static bool? Of(MeshManifest space) => Of((space.Metadata.Map("labels") ?? UnstructuredMap.Empty).Text);

    /// <summary>Whether the pods of a namespace with some labels get sidecars; null where no label says it.</summary>
    public static bool? Of(LabelSet labels) => Of(labels.GetValueOrDefault);

    /// <summary>Whether the pods of a namespace have sidecars: those in ambient mode have none; null where no label says it.</summary>
    public static bool? HaveSidecars(MeshManifest space) => HaveSidecars((space.Metadata.Map("labels") ?? UnstructuredMap.Empty).Text);

    /// <summary>Whether the pods of a namespace with some labels have sidecars; null where no label says it.</summary>
    public static bool? HaveSidecars(LabelSet labels) => HaveSidecars(labels.GetValueOrDefault);

    private static bool? HaveSidecars(Func<string, string?> label) =>
        Of(label) is true ? true : AmbientMode.IsSaid(label(AmbientMode.Label)) ? false : Of(label);

    private static bool? Of(Func<string, string?> label)
    {
        if (label(Injection) is { } injection) return injection == "enabled";
        return label(Revisions.Label) is not null && !AmbientMode.IsSaid(label(AmbientMode.Label)) ? true : null;
    }
}
