using MeshFederation.Istio;
using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Ambient;

/// <summary>Whether Services, as they stand in objects, are global.</summary>
internal static class GlobalServices
{
    /// <summary>Whether a Service is global in its cluster; null where that is not known.</summary>
    public static bool? Is(IstioCluster cluster, MeshManifest service)
    {
        var space = cluster.Of(ReadKind.Namespace).FirstOrDefault(item => item.Name == service.Namespace);
        IReadOnlyDictionary<string, string>? labels = space is not null
            ? Texts(space)
            : cluster.Facts.Facts?.Namespace.FirstOrDefault(item => item.Name == service.Namespace)?.Label;
        var isGlobal = ServiceScopes.IsGlobal(cluster.Facts, Texts(service), labels);
        return isGlobal is false && !ServiceScopes.AreKnown(cluster.Facts) ? null : isGlobal;
    }

    private static Dictionary<string, string> Texts(MeshManifest item) =>
        item.Labels().Where(label => label.Value is string).ToDictionary(
            label => label.Key, label => (string)label.Value!, StringComparer.Ordinal);
}
