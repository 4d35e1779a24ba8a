using MeshFederation.Istio.Registry;
using MeshFederation.Istio.Visibility;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Calls;

/// <summary>Chooses a namespace from which an object is seen, so that a call can be followed without one being given.</summary>
internal static class Callers
{
    /// <summary>The object's own namespace where it is seen there, else the first that it is exported to.</summary>
    public static string NamespaceOf(MeshManifest manifest, MeshCluster cluster) =>
        NamespaceOf(ExportScope.Of(manifest, cluster), manifest.Namespace);

    /// <summary>A service's own namespace where it is seen there, else the first that it is exported to.</summary>
    public static string NamespaceOf(RoutedService service) => NamespaceOf(service.ExportTo, service.Namespace);

    private static string NamespaceOf(ExportScope scope, string own) =>
        scope.Reaches(own) || scope.Namespaces.Count == 0 ? own : scope.Namespaces[0];
}
