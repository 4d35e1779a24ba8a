using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Versions;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.EnvoyFilters;

internal sealed class PatchIgnored : ObjectRule
{
    /// <summary>The longest expression for a proxy's version that istiod compiles, in characters.</summary>
    public const int LongestProxyVersion = 1024;

    private static readonly string[] Configurations = ["typed_config", "typedConfig", "config_discovery", "configDiscovery"];

    public override string Id => "MF1506";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "A patch asks for nothing that Istio ignores or has given up.";

    public override string Recommendation =>
        "Write the names that filters have now, give a filter its typed_config, and leave out what is ignored.";

    public override string Source =>
        "pkg/config/validation/envoyfilter/envoyfilter.go validateListenerMatchName, validateMissingTypedConfigFilterTypes";

    protected override string Kind => IstioKind.EnvoyFilter;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        var version = cluster.Cluster.IstioVersion;
        foreach (var patch in EnvoyPatches.For(manifest, version))
        {
            if (patch.Map("match") is { } match) CheckMatch(manifest, match, patch.Text("applyTo"), report);
            if (IstioBehavior.TypedFilterConfig(version) && patch.Map("patch") is { } change)
            {
                CheckValue(manifest, change, patch.Text("applyTo"), report);
            }
        }
    }

    private static void CheckMatch(MeshManifest manifest, UnstructuredMap match, string? applyTo, Report report)
    {
        if (match.Map("proxy") is { } proxy && proxy.Text("proxyVersion")?.Length > LongestProxyVersion)
            report.At(manifest, proxy, "proxyVersion", $"A proxyVersion of more than {LongestProxyVersion} characters is ignored.");
        if (match.Map("listener")?.Map("filterChain") is not { } chain || chain.Map("filter") is not { } filter) return;
        if (applyTo is "LISTENER" or "FILTER_CHAIN") report.At(manifest, chain, "filter", $"{applyTo} is matched whatever filters it has.");
        foreach (var named in (UnstructuredMap?[])[filter, filter.Map("subFilter")])
        {
            if (named is not null && FilterNames.NowOf(named.Text("name")) is { } now)
                report.At(manifest, named, "name", $"'{named.Text("name")}' is now '{now}'.");
        }
    }

    private static void CheckValue(MeshManifest manifest, UnstructuredMap change, string? applyTo, Report report)
    {
        if (applyTo is not ("HTTP_FILTER" or "NETWORK_FILTER")
            || change.Text("operation") is null or "MERGE" or "REMOVE"
            || change.Map("value") is not { } value)
        {
            return;
        }
        if (!Array.Exists(Configurations, value.Has))
        {
            report.At(
                manifest,
                change,
                "value",
                $"The filter has no typed_config; Envoy no longer finds it by the name '{value.Text("name")}' alone.");
        }
    }
}
