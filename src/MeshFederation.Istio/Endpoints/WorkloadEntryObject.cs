using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Endpoints;

/// <summary>Reads WorkloadEntries.</summary>
internal static class WorkloadEntryObject
{
    /// <summary>
    /// The labels by which it is selected, and which say what its proxy is: those of the metadata win over those of the spec (istio
    /// pilot/pkg/serviceregistry/serviceentry/conversion.go ConvertWorkloadEntry).
    /// </summary>
    public static UnstructuredMap Labels(MeshManifest entry)
    {
        var (own, outer) = (entry.Spec.Map("labels") ?? UnstructuredMap.Empty, entry.Metadata.Map("labels") ?? UnstructuredMap.Empty);
        if (outer.Count == 0) return own;
        return UnstructuredMap.Of([
            .. outer.Select(label => (label.Key, label.Value)),
            .. own.Where(label => !outer.ContainsKey(label.Key)).Select(label => (label.Key, label.Value))
        ]);
    }
}
