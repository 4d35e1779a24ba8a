using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Registry;

/// <summary>
/// Whether what a ServiceEntry names is of the mesh; one that does not say it is outside (istio/api
/// networking/v1alpha3/service_entry.proto Location).
/// </summary>
internal static class EntryLocation
{
    public const string Internal = "MESH_INTERNAL";

    public static bool IsInternal(UnstructuredMap spec) => spec.Text("location") == Internal;
}
