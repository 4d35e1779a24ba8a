using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Text;

namespace MeshFederation.Istio.Endpoints;

/// <summary>Reads WorkloadEntries.</summary>
internal static class WorkloadEntryObject
{
    /// <summary>
    /// Whether its proxy has not passed the health check that it has, so that istiod leaves it out: one that never told anything has not,
    /// either. Files tell nothing of that where they have no status (istio pilot/pkg/serviceregistry/serviceentry/controller.go isHealthy).
    /// </summary>
    public static bool IsUnhealthy(IstioCluster cluster, MeshManifest entry)
    {
        if (!IsChecked(entry)) return false;
        var status = entry.Content.Map("status") ?? UnstructuredMap.Empty;
        return status.Count > 0
            ? !(StatusConditions.Of(status, StatusConditions.Healthy) is { } condition && StatusConditions.Holds(condition))
            : cluster.Completeness.IsWhole(ReadKind.WorkloadEntry);
    }

    private static bool IsChecked(MeshManifest entry) =>
        GoBoolean.Read(entry.Metadata.Map("annotations")?.Text("proxy.istio.io/health-checks-enabled")) is true;

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
