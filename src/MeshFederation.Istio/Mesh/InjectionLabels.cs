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

    /// <summary>Whether the pods of a namespace with some labels get sidecars; null where no label says it.</summary>
    public static bool? Of(IReadOnlyDictionary<string, string> labels) => Of(labels.GetValueOrDefault);

    /// <summary>
    /// Whether the pods of a namespace with some labels have sidecars: those in ambient mode have none; null where no label says it.
    /// </summary>
    public static bool? HaveSidecars(IReadOnlyDictionary<string, string> labels) => Of(labels.GetValueOrDefault) is true ? true
        : AmbientMode.IsSaid(labels.GetValueOrDefault(AmbientMode.Label)) ? false
        : Of(labels.GetValueOrDefault);

    private static bool? Of(Func<string, string?> label)
    {
        if (label(Injection) is { } injection) return injection == "enabled";
        return label(Revisions.Label) is not null && !AmbientMode.IsSaid(label(AmbientMode.Label)) ? true : null;
    }
}
