using MeshFederation.Analysis.Routing.HostNames;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Calls;

/// <summary>Chooses a namespace from which an object is seen, so that a call can be followed without one being given.</summary>
internal static class Callers
{
    /// <summary>The object's own namespace where it is seen there, else the first that it is exported to.</summary>
    public static string NamespaceOf(MeshManifest manifest)
    {
        var exportTo = manifest.Spec.List("exportTo");
        if (ExportScope.Reaches(exportTo, manifest.Namespace, manifest.Namespace)) return manifest.Namespace;
        return exportTo.OfType<string>().FirstOrDefault(scope => scope is not ("~" or "." or "*")) ?? manifest.Namespace;
    }
}
