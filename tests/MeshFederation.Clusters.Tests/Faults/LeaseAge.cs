using MeshFederation.Clusters.Api;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Tests.Faults;

/// <summary>Lets time pass for leases: one that a dead cluster kept ends by itself; here it has ended long ago.</summary>
internal static class LeaseAge
{
    public const string LongAgo = "2020-01-01T00:00:00.000000Z";

    public static async Task EndAllAsync(KubernetesApi api)
    {
        foreach (var lease in (await api.ListAsync(ResourceKinds.Lease, "istio-system", null, FaultScene.Ct)).Item)
            await api.ReplaceAsync(ResourceKinds.Lease, lease.With("spec", lease.Map("spec")!.With("renewTime", LongAgo)), FaultScene.Ct);
    }
}
