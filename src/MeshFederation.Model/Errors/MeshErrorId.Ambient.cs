namespace MeshFederation.Model.Errors;

/// <content>The ids of what ambient meshes cannot be asked for.</content>
public static partial class MeshErrorId
{
    /// <summary>Two clusters of which one calls the other cannot be joined in ambient mode.</summary>
    public const string AmbientPairUnfit = "MeshAmbientPairUnfit";

    /// <summary>The Istio of a cluster is one whose gateways send tunnels to the wrong service, or that has no such gateways.</summary>
    public const string AmbientVersionUnsafe = "MeshAmbientVersionUnsafe";

    /// <summary>The gateway of a cluster cannot be named to callers in ambient mode.</summary>
    public const string AmbientGatewayUnfit = "MeshAmbientGatewayUnfit";

    /// <summary>What is known of a service does not suffice to call it in ambient mode.</summary>
    public const string AmbientServiceUnfit = "MeshAmbientServiceUnfit";

    /// <summary>Something is asked for that ambient mode does not have, or that is not done in it.</summary>
    public const string AmbientUnsupported = "MeshAmbientUnsupported";

    /// <summary>Shares cannot be had by the weights of endpoints.</summary>
    public const string AmbientShareUnfit = "MeshAmbientShareUnfit";
}
