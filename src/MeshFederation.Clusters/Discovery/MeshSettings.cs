using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Discovery;

/// <summary>Reads and writes what of a mesh configuration decides about the objects of a federation, in Istio's own words.</summary>
internal static class MeshSettings
{
    private const string Locality = "localityLbSetting";

    /// <summary>Reads a configuration. Fields that it does not have stay as they were.</summary>
    public static MeshConfig Read(UnstructuredMap configuration, MeshConfig before) => before with
    {
        DiscoverySelector = configuration.ContainsKey("discoverySelectors")
            ? DiscoverySelectors.Read(configuration.Maps("discoverySelectors")) : before.DiscoverySelector,
        DefaultServiceExportTo = Texts(configuration, MeshConfigWords.ServiceExport) ?? before.DefaultServiceExportTo,
        DefaultVirtualServiceExportTo =
            Texts(configuration, MeshConfigWords.VirtualServiceExport) ?? before.DefaultVirtualServiceExportTo,
        DefaultDestinationRuleExportTo =
            Texts(configuration, MeshConfigWords.DestinationRuleExport) ?? before.DefaultDestinationRuleExportTo,
        OutboundTrafficPolicy = configuration.Map("outboundTrafficPolicy")?.Text("mode") switch
        {
            MeshConfigWords.RegistryOnly => OutboundTrafficPolicy.RegistryOnly,
            MeshConfigWords.AllowAny => OutboundTrafficPolicy.AllowAny,
            _ => before.OutboundTrafficPolicy,
        },
        EnableAutoMtls = configuration.TryGetValue("enableAutoMtls", out var mutual) ? IsOn(mutual) : before.EnableAutoMtls,
        FailoverPriority = configuration.Map(Locality) is { } labels ? Priorities(labels) : before.FailoverPriority,
        FailsOverByLocality = configuration.Map(Locality) is { } locality ? !IsOff(locality) : before.FailsOverByLocality,
        UpgradesHttp =
            configuration.Text("h2UpgradePolicy") is { } upgrade ? upgrade == MeshConfigWords.Upgrade : before.UpgradesHttp,
        GlobalService = configuration.ContainsKey("serviceScopeConfigs")
            ? ServiceScopeConfigs.Read(configuration.Maps("serviceScopeConfigs")) : before.GlobalService,
    };

    /// <summary>Writes settings, so that <see cref="Read"/> gives them back.</summary>
    /// <returns>The fields that say something; null when none does.</returns>
    public static UnstructuredMap? Write(MeshConfig settings) => settings.IsDefault ? null : UnstructuredMap.Of(
        ("discoverySelectors", settings.DiscoverySelector.Count == 0
            ? null
            : UnstructuredList.From(settings.DiscoverySelector.Select(DiscoverySelectors.Write))),
        (MeshConfigWords.ServiceExport, List(settings.DefaultServiceExportTo)),
        (MeshConfigWords.VirtualServiceExport, List(settings.DefaultVirtualServiceExportTo)),
        (MeshConfigWords.DestinationRuleExport, List(settings.DefaultDestinationRuleExportTo)),
        ("outboundTrafficPolicy",
            settings.OutboundTrafficPolicy == OutboundTrafficPolicy.AllowAny
                ? null
                : UnstructuredMap.Of(("mode", MeshConfigWords.RegistryOnly))),
        ("enableAutoMtls", settings.EnableAutoMtls),
        (Locality, Localities(settings)),
        ("h2UpgradePolicy", settings.UpgradesHttp ? MeshConfigWords.Upgrade : null),
        ("serviceScopeConfigs", settings.GlobalService.Count == 0
            ? null
            : UnstructuredList.From(settings.GlobalService.Select(ServiceScopeConfigs.Write))));

    /// <summary>Whether a field, or a variable of proxies, says yes, which YAML may read as a text.</summary>
    internal static bool IsOn(object? value) => value is true or "true";

    /// <summary>Whether it is turned off or distributes by weights, so that no locality comes first.</summary>
    private static bool IsOff(UnstructuredMap locality) =>
        (locality.TryGetValue("enabled", out var enabled) && enabled is false or "false") || locality.List("distribute").Count > 0;

    /// <summary>None where nothing comes first (istio loadbalancer.go GetEffectiveLbSetting).</summary>
    private static ValueList<string> Priorities(UnstructuredMap locality) =>
        IsOff(locality) ? [] : Texts(locality, "failoverPriority") ?? [];

    private static UnstructuredMap? Localities(MeshConfig settings) =>
        !settings.FailsOverByLocality ? UnstructuredMap.Of(("enabled", false))
        : settings.FailoverPriority.Count == 0 ? null
        : UnstructuredMap.Of(("failoverPriority", List(settings.FailoverPriority)));

    private static UnstructuredList? List(ValueList<string> texts) => texts.Count == 0 ? null : UnstructuredList.From(texts);

    private static ValueList<string>? Texts(UnstructuredMap map, string key) =>
        map.ContainsKey(key) ? map.List(key).OfType<string>().ToValueList() : null;
}
