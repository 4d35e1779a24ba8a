using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.InCluster;

/// <summary>
/// The labels of a namespace that say whether its pods get sidecars (istio pkg/config/analysis/analyzers/injection/injection.go).
/// </summary>
internal static class InjectionLabels
{
    public const string Injection = "istio-injection";
    public const string Revision = "istio.io/rev";
    public const string Mode = "istio.io/dataplane-mode";

    /// <summary>Whether a namespace says something of it, yes or no.</summary>
    public static bool Says(MeshManifest space) =>
        Of(space) is var labels && (labels.ContainsKey(Injection) || labels.ContainsKey(Revision) || labels.ContainsKey(Mode));

    /// <summary>Whether the pods of a namespace get sidecars.</summary>
    public static bool Inject(MeshManifest space)
    {
        var labels = Of(space);
        return labels.Text(Injection) is { } injection
            ? injection == "enabled"
            : labels.ContainsKey(Revision) && labels.Text(Mode) != "ambient";
    }

    /// <summary>The labels of an object.</summary>
    public static UnstructuredMap Of(MeshManifest item) => item.Metadata.Map("labels") ?? UnstructuredMap.Empty;
}
