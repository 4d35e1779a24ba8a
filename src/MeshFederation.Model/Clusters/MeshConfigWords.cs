namespace MeshFederation.Model.Clusters;

/// <summary>Istio's words for settings that a mesh, a Sidecar or a DestinationRule can have (istio.io/api mesh/v1alpha1).</summary>
internal static class MeshConfigWords
{
    /// <summary>The setting of <see cref="MeshConfig.DefaultServiceExportTo"/>.</summary>
    public const string ServiceExport = "defaultServiceExportTo";

    /// <summary>The setting of <see cref="MeshConfig.DefaultVirtualServiceExportTo"/>.</summary>
    public const string VirtualServiceExport = "defaultVirtualServiceExportTo";

    /// <summary>The setting of <see cref="MeshConfig.DefaultDestinationRuleExportTo"/>.</summary>
    public const string DestinationRuleExport = "defaultDestinationRuleExportTo";

    /// <summary><see cref="OutboundTrafficPolicy.AllowAny"/>.</summary>
    public const string AllowAny = "ALLOW_ANY";

    /// <summary><see cref="OutboundTrafficPolicy.RegistryOnly"/>.</summary>
    public const string RegistryOnly = "REGISTRY_ONLY";

    /// <summary>Requests of HTTP/1.1 are sent on by HTTP/2.</summary>
    public const string Upgrade = "UPGRADE";

    /// <summary>They are not.</summary>
    public const string DoNotUpgrade = "DO_NOT_UPGRADE";
}
