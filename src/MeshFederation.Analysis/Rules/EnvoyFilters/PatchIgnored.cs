using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Versions;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.EnvoyFilters;

internal sealed class PatchIgnored : VersionRule
{
    /// <summary>The longest expression for a proxy's version that istiod compiles, in characters.</summary>
    public const int LongestProxyVersion = 1024;

    private static readonly string[] Configurations = [EnvoyPatch.TypedConfig, "typedConfig", "config_discovery", "configDiscovery"];

    public override string Id => "MF1506";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "A patch asks for nothing that Istio ignores or has given up.";

    public override string Recommendation =>
        "Write the names that filters have now, give a filter its typed_config, and leave out what is ignored.";

    public override string Source =>
        "pkg/config/validation/envoyfilter/envoyfilter.go validateListenerMatchName, validateMissingTypedConfigFilterTypes";

    public override IEnumerable<VersionFault> Find(FederationView federation)
    {
        foreach (var manifest in federation.AllOf(IstioKind.EnvoyFilter))
        {
            if (federation.Mesh[manifest.Cluster] is not { } view) continue;
            var (cluster, versions) = (view.Facts, PossibleVersions.Of(view));
            foreach (var patch in manifest.Spec.Maps(EnvoyPatch.Field))
            {
                var given = EnvoyPatches.Among(versions, patch);
                if (given.Count == 0) continue;
                var areAll = given.Count == versions.Count;
                var doubt = areAll ? null : Doubt(cluster, patch);
                foreach (var (map, key, message) in Ignored(patch)) yield return new(cluster, At(manifest, map, key), message, doubt);
                if (patch.Map("patch") is { } change && Untyped(change, patch.Text("applyTo")) is { } value
                    && given.Any(IstioBehavior.TypedFilterConfig))
                {
                    yield return new(
                        cluster,
                        At(manifest, change, "value"),
                        $"The filter has no typed_config; Envoy no longer finds it by the name '{value.Text("name")}' alone.",
                        areAll && given.All(IstioBehavior.TypedFilterConfig)
                            ? null
                            : $"the proxies of {cluster.Name} find '{value.Text("name")}' by its name alone, as before Istio 1.7,");
                }
            }
        }
    }

    private static string Doubt(MeshCluster cluster, UnstructuredMap patch) => $"the proxies of {cluster.Name} are given a patch for "
        + $"'{EnvoyPatches.VersionOf(patch)}', which asks for what Istio ignores or has given up,";

    private static Action<Report, string, Cause?> At(MeshManifest manifest, UnstructuredMap map, string key) =>
        (report, message, cause) => report.At(manifest, map, key, message, cause);

    private static IEnumerable<(UnstructuredMap Map, string Key, string Message)> Ignored(UnstructuredMap patch)
    {
        if (patch.Map("match") is not { } match) yield break;
        if (match.Map("proxy") is { } proxy && proxy.Text("proxyVersion")?.Length > LongestProxyVersion)
            yield return (proxy, "proxyVersion", $"A proxyVersion of more than {LongestProxyVersion} characters is ignored.");
        if (match.Map("listener")?.Map("filterChain") is not { } chain || chain.Map("filter") is not { } filter) yield break;
        var applyTo = patch.Text("applyTo");
        if (applyTo is EnvoyPatch.Listener or EnvoyPatch.FilterChain)
            yield return (chain, "filter", $"{applyTo} is matched whatever filters it has.");
        foreach (var named in (UnstructuredMap?[])[filter, filter.Map("subFilter")])
        {
            if (named is not null && FilterNames.NowOf(named.Text("name")) is { } now)
                yield return (named, "name", $"'{named.Text("name")}' is now '{now}'.");
        }
    }

    /// <summary>What is put in without its type; null where nothing is.</summary>
    private static UnstructuredMap? Untyped(UnstructuredMap change, string? applyTo) =>
        applyTo is EnvoyPatch.HttpFilter or EnvoyPatch.NetworkFilter
        && change.Text("operation") is not (null or EnvoyPatch.Merge or EnvoyPatch.Remove)
        && change.Map("value") is { } value
        && !Array.Exists(Configurations, value.Has)
            ? value
            : null;
}
