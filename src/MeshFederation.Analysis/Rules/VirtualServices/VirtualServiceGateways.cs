using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Analysis.Rules.VirtualServices;

/// <summary>Where a VirtualService holds: in sidecars, which Istio calls the gateway mesh, or at gateways.</summary>
internal static class VirtualServiceGateways
{
    public static bool HoldsForMesh(MeshManifest service)
    {
        if (service.Spec.List("gateways").Count == 0) return true;
        return service.Spec.Texts("gateways").Any(gateway => gateway.Text == MeshMatch.MeshGatewayName);
    }
}
