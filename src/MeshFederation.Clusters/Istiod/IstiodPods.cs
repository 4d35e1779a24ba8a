using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Istiod;

/// <summary>Which pods of istiod there are to ask.</summary>
internal static class IstiodPods
{
    /// <summary>
    /// Whether a pod is ready: one that starts or goes has no proxies to tell of yet, or any more. Where no condition tells, running is
    /// enough.
    /// </summary>
    public static bool IsReady(UnstructuredMap pod)
    {
        var status = pod.Map("status") ?? UnstructuredMap.Empty;
        if (status.Text("phase") != "Running") return false;
        var ready = StatusConditions.Of(status, StatusConditions.Ready);
        return ready is null || StatusConditions.Holds(ready);
    }
}
