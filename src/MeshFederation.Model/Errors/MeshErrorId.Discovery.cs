namespace MeshFederation.Model.Errors;

/// <content>The ids of what reading a cluster finds, or does not find.</content>
public static partial class MeshErrorId
{
    /// <summary>No istiod runs in the cluster, or not in the namespace that was named.</summary>
    public const string IstioNotFound = "MeshIstioNotFound";

    /// <summary>Istio has no such revision in the cluster.</summary>
    public const string RevisionNotFound = "MeshRevisionNotFound";

    /// <summary>Neither labels nor image nor istiod itself tell the version.</summary>
    public const string IstioVersionUnknown = "MeshIstioVersionUnknown";

    /// <summary>Istio's mesh configuration in the cluster cannot be read.</summary>
    public const string MeshConfigInvalid = "MeshConfigInvalid";

    /// <summary>No Service is in front of the gateway that was named.</summary>
    public const string GatewayNotFound = "MeshGatewayNotFound";

    /// <summary>Several gateways could be meant.</summary>
    public const string GatewayAmbiguous = "MeshGatewayAmbiguous";

    /// <summary>The gateway's Service has no port for calls from other clusters.</summary>
    public const string GatewayPortUnknown = "MeshGatewayPortUnknown";

    /// <summary>The gateway's Service has no address that other clusters could reach.</summary>
    public const string GatewayAddressUnknown = "MeshGatewayAddressUnknown";
}
