namespace MeshFederation.Model.Clusters;

/// <summary>
/// What sidecars do with calls of hosts that istiod does not know (istio.io/api mesh/v1alpha1, MeshConfig.outboundTrafficPolicy).
/// </summary>
public enum OutboundTrafficPolicy : long
{
    /// <summary>ALLOW_ANY: they pass them on to the called address, past the mesh's routes.</summary>
    AllowAny,

    /// <summary>REGISTRY_ONLY: they refuse them.</summary>
    RegistryOnly,
}
