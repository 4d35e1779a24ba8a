using MeshFederation.Istio.DestinationRules;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Discovery;

/// <summary>Reads and writes what of a mesh configuration decides about the objects of a federation, in Istio's own words.</summary>
internal static class MeshSettings
{
    /// <summary>Reads a configuration. Fields that it does not have stay as they were.</summary>
    public static MeshConfig Read(UnstructuredMap configuration, MeshConfig before) => before with
    {
        DiscoverySelector = configuration.ContainsKey(MeshConfigWords.Selectors)
            ? DiscoverySelectors.Read(configuration.Maps(MeshConfigWords.Selectors)) : before.DiscoverySelector,
        DefaultServiceExportTo = Texts(configuration, MeshConfigWords.ServiceExport) ?? before.DefaultServiceExportTo,
        DefaultVirtualServiceExportTo =
            Texts(configuration, MeshConfigWords.VirtualServiceExport) ?? before.DefaultVirtualServiceExportTo,
        DefaultDestinationRuleExportTo =
            Texts(configuration, MeshConfigWords.DestinationRuleExport) ?? before.DefaultDestinationRuleExportTo,
        OutboundTrafficPolicy = configuration.Map(MeshConfigWords.OutboundPolicy)?.Text("mode") switch
        {
            MeshConfigWords.RegistryOnly => OutboundTrafficPolicy.RegistryOnly,
            MeshConfigWords.AllowAny => OutboundTrafficPolicy.AllowAny,
            _ => before.OutboundTrafficPolicy,
        },
        EnableAutoMtls = configuration.TryGetValue(MeshConfigWords.AutoMtls, out var mutual) ? IsOn(mutual) : before.EnableAutoMtls,
        FailoverPriority = configuration.Map(MeshConfigWords.Localities) is { } labels ? Priorities(labels) : before.FailoverPriority,
        FailsOverByLocality = configuration.Map(MeshConfigWords.Localities) is { } locality ? !IsOff(locality) : before.FailsOverByLocality,
        UpgradesHttp =
            configuration.Text(MeshConfigWords.HttpUpgrade) is { } upgrade ? upgrade == MeshConfigWords.Upgrade : before.UpgradesHttp,
        GlobalService = configuration.ContainsKey(MeshConfigWords.ServiceScopes)
            ? ServiceScopeConfigs.Read(configuration.Maps(MeshConfigWords.ServiceScopes)) : before.GlobalService,
    };

    /// <summary>Writes settings, so that <see cref="Read"/> gives them back.</summary>
    /// <returns>The fields that say something; null when none does.</returns>
    public static UnstructuredMap? Write(MeshConfig settings) => settings.IsDefault ? null : UnstructuredMap.Of(
        (MeshConfigWords.Selectors, settings.DiscoverySelector.Count == 0
            ? null
            : UnstructuredList.From(settings.DiscoverySelector.Select(DiscoverySelectors.Write))),
        (MeshConfigWords.ServiceExport, List(settings.DefaultServiceExportTo)),
        (MeshConfigWords.VirtualServiceExport, List(settings.DefaultVirtualServiceExportTo)),
        (MeshConfigWords.DestinationRuleExport, List(settings.DefaultDestinationRuleExportTo)),
        (MeshConfigWords.OutboundPolicy,
            settings.OutboundTrafficPolicy == OutboundTrafficPolicy.AllowAny
                ? null
                : UnstructuredMap.Of(("mode", MeshConfigWords.RegistryOnly))),
        (MeshConfigWords.AutoMtls, settings.EnableAutoMtls),
        (MeshConfigWords.Localities, Localities(settings)),
        (MeshConfigWords.HttpUpgrade, settings.UpgradesHttp ? MeshConfigWords.Upgrade : null),
        (MeshConfigWords.ServiceScopes, settings.GlobalService.Count == 0
            ? null
            : UnstructuredList.From(settings.GlobalService.Select(ServiceScopeConfigs.Write))));

    /// <summary>Whether a field, or a variable of proxies, says yes, which YAML may read as a text.</summary>
    internal static bool IsOn(object? value) => value is true or "true";

    /// <summary>Whether it is turned off or distributes by weights, so that no locality comes first.</summary>
    private static bool IsOff(UnstructuredMap locality) =>
        (locality.TryGetValue(LocalitySettings.Enabled, out var enabled) && enabled is false or "false")
        || locality.List(LocalitySettings.Shares).Count > 0;

    /// <summary>None where nothing comes first (istio loadbalancer.go GetEffectiveLbSetting).</summary>
    private static ValueList<string> Priorities(UnstructuredMap locality) =>
        IsOff(locality) ? [] : Texts(locality, MeshConfigWords.LabelPriority) ?? [];

    private static UnstructuredMap? Localities(MeshConfig settings) =>
        !settings.FailsOverByLocality ? UnstructuredMap.Of((LocalitySettings.Enabled, false))
        : settings.FailoverPriority.Count == 0 ? null
        : UnstructuredMap.Of((MeshConfigWords.LabelPriority, List(settings.FailoverPriority)));

    private static UnstructuredList? List(ValueList<string> texts) => texts.Count == 0 ? null : UnstructuredList.From(texts);

    private static ValueList<string>? Texts(UnstructuredMap map, string key) =>
        map.ContainsKey(key) ? map.List(key).OfType<string>().ToValueList() : null;
}
