using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;
using MeshFederation.Routing.Gateways;

namespace MeshFederation.Analysis.Rules.InCluster;

/// <summary>The Gateways that VirtualServices name.</summary>
internal static class NamedGateways
{
    /// <summary>The Gateway of the Gateway API that a VirtualService names.</summary>
    public static MeshManifest? FindOfApi(FederationView federation, MeshManifest service, string name)
    {
        var (space, gateway) = EntryGateways.Split(service, name);
        return federation.In(service.Cluster)
            .Of(IstioKind.ApiGateway)
            .FirstOrDefault(known => known.Name == gateway && known.Namespace == space);
    }

    public static MeshManifest? Find(FederationView federation, MeshManifest service, string name)
    {
        var (space, gateway) = EntryGateways.Split(service, name);
        return federation.In(service.Cluster)
            .Of(IstioKind.Gateway)
            .FirstOrDefault(known => known.Name == gateway && known.Namespace == space);
    }
}
