using MeshFederation.Model.Collections;

namespace MeshFederation.Model.Clusters;

/// <summary>
/// What a mesh's own settings decide about the objects of a federation (istio.io/api mesh/v1alpha1, MeshConfig). Fields that are not here
/// change nothing of them, or are properties of <see cref="MeshCluster"/> and <see cref="MeshClusterFacts"/>; <c>docs/mesh-config.md</c>
/// lists all.
/// </summary>
public sealed record MeshConfig
{
    /// <summary>Istio's defaults.</summary>
    public static readonly MeshConfig Default = new();

    /// <summary>The selectors of the namespaces that istiod looks at, any of which suffices; empty when it looks at all of them.</summary>
    public ValueList<NamespaceSelector> DiscoverySelector { get; internal init; } = [];

    /// <summary>Who sees Services and ServiceEntries that do not say it; empty for Istio's own default, all.</summary>
    public ValueList<string> DefaultServiceExportTo { get; internal init; } = [];

    /// <summary>Who sees VirtualServices that do not say it; empty for Istio's own default, all.</summary>
    public ValueList<string> DefaultVirtualServiceExportTo { get; internal init; } = [];

    /// <summary>Who sees DestinationRules that do not say it; empty for Istio's own default, all.</summary>
    public ValueList<string> DefaultDestinationRuleExportTo { get; internal init; } = [];

    /// <summary>What becomes of calls of hosts that istiod does not know.</summary>
    public OutboundTrafficPolicy OutboundTrafficPolicy { get; internal init; }

    /// <summary>
    /// Whether sidecars speak the mesh's TLS by themselves to pods that take it; null where nothing says it, and the version decides.
    /// </summary>
    public bool? EnableAutoMtls { get; internal init; }

    /// <summary>
    /// The labels by which endpoints get priorities where an object says none, <c>localityLbSetting.failoverPriority</c>; empty when that
    /// is off.
    /// </summary>
    public ValueList<string> FailoverPriority { get; internal init; } = [];

    /// <summary>
    /// Whether callers use the endpoints of their own locality first, where an object has outlier detection and says nothing of localities:
    /// <c>localityLbSetting</c>, unless it is turned off or distributes.
    /// </summary>
    public bool FailsOverByLocality { get; internal init; } = true;

    /// <summary>
    /// Whether HTTP/1.1 is carried as HTTP/2 between proxies where an object says nothing, <c>h2UpgradePolicy: UPGRADE</c>.
    /// </summary>
    public bool UpgradesHttp { get; internal init; }

    /// <summary>
    /// Which Services of an ambient mesh have endpoints in other networks, <c>serviceScopeConfigs</c> with the scope GLOBAL; none where
    /// nothing says it.
    /// </summary>
    public ValueList<MeshServiceScope> GlobalService { get; internal init; } = [];

    /// <summary>Whether it is what Istio has without any settings.</summary>
    public bool IsDefault => this == Default;

    /// <summary>All settings, by the names that Istio gives them.</summary>
    internal IReadOnlyList<(string Name, object? Value)> Settings =>
    [
        (MeshConfigWords.Selectors, DiscoverySelector),
        (MeshConfigWords.ServiceExport, DefaultServiceExportTo),
        (MeshConfigWords.VirtualServiceExport, DefaultVirtualServiceExportTo),
        (MeshConfigWords.DestinationRuleExport, DefaultDestinationRuleExportTo),
        (MeshConfigWords.OutboundPolicy,
            OutboundTrafficPolicy == OutboundTrafficPolicy.RegistryOnly ? MeshConfigWords.RegistryOnly : MeshConfigWords.AllowAny),
        (MeshConfigWords.AutoMtls, EnableAutoMtls switch { true => "true", false => "false", null => null }),
        (MeshConfigWords.LabelPriority, FailoverPriority),
        (MeshConfigWords.Localities, FailsOverByLocality ? "enabled" : "disabled"),
        (MeshConfigWords.HttpUpgrade, UpgradesHttp ? MeshConfigWords.Upgrade : MeshConfigWords.DoNotUpgrade),
        (MeshConfigWords.ServiceScopes, GlobalService),
    ];

    /// <summary>
    /// The settings that differ from Istio's own, as
    /// <c>discoverySelectors istio-discovery=enabled; outboundTrafficPolicy REGISTRY_ONLY</c>.
    /// </summary>
    /// <returns>The text.</returns>
    public override string ToString() => IsDefault
        ? "as Istio has it"
        : string.Join("; ", Settings.Except(Default.Settings).Select(setting => $"{setting.Name} {setting.Value}"));
}
