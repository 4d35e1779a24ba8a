using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;

namespace MeshFederation.Istio.Sidecars;

/// <summary>
/// Tells what a sidecar does with calls of hosts that it does not know: what the Sidecar for its pods says, else what the mesh says
/// (istio pilot/pkg/model/sidecar.go convertToSidecarScope).
/// </summary>
public static class OutboundPolicies
{
    /// <summary>The policy for pods.</summary>
    /// <param name="cluster">Their cluster.</param>
    /// <param name="caller">The pods.</param>
    /// <returns>The policy.</returns>
    public static OutboundTrafficPolicy OutboundPolicy(this IstioCluster cluster, MeshCaller caller) =>
        cluster.Sidecars.For(caller)?.Sidecar.Spec.Map(MeshConfigWords.OutboundPolicy) switch
        {
            null => cluster.Facts.MeshConfig.OutboundTrafficPolicy,
            // Without a mode it is the first of the enumeration, which is the strict one.
            var own => own.Text("mode") is MeshConfigWords.AllowAny ? OutboundTrafficPolicy.AllowAny : OutboundTrafficPolicy.RegistryOnly,
        };
}
