namespace MeshFederation.Model.Clusters;

/// <summary>Istio's words for settings that a mesh, a Sidecar or a DestinationRule can have (istio.io/api mesh/v1alpha1).</summary>
internal static class MeshConfigWords
{
    /// <summary>The setting of <see cref="MeshConfig.DiscoverySelector"/>.</summary>
    public const string Selectors = "discoverySelectors";

    /// <summary>The setting of <see cref="MeshConfig.OutboundTrafficPolicy"/>.</summary>
    public const string OutboundPolicy = "outboundTrafficPolicy";

    /// <summary>The setting of <see cref="MeshConfig.EnableAutoMtls"/>.</summary>
    public const string AutoMtls = "enableAutoMtls";

    /// <summary>The setting of <see cref="MeshConfig.FailsOverByLocality"/>.</summary>
    public const string Localities = "localityLbSetting";

    /// <summary>The part of <see cref="Localities"/> that <see cref="MeshConfig.FailoverPriority"/> is.</summary>
    public const string LabelPriority = "failoverPriority";

    /// <summary>The setting of <see cref="MeshConfig.UpgradesHttp"/>.</summary>
    public const string HttpUpgrade = "h2UpgradePolicy";

    /// <summary>The setting of <see cref="MeshConfig.GlobalService"/>.</summary>
    public const string ServiceScopes = "serviceScopeConfigs";

    /// <summary>The mesh's own trust domain.</summary>
    public const string TrustDomain = "trustDomain";

    /// <summary>The trust domains that are made equal to the mesh's own.</summary>
    public const string TrustDomainAliases = "trustDomainAliases";

    /// <summary>The authorities of others.</summary>
    public const string Authorities = "caCertificates";

    /// <summary>The trust domains that one of <see cref="Authorities"/> may vouch for.</summary>
    public const string AuthorityDomains = "trustDomains";

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
