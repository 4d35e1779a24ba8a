using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Schemas;
using MeshFederation.Istio.Versions;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.EnvoyFilters;

internal sealed class TypeRemoved : ObjectRule
{
    public override string Id => "MF1507";

    public override string Title => "The types of a patch are those of version 3 of Envoy's API.";

    public override string Recommendation =>
        "Use the v3 type of the filter, as envoy.extensions.filters.http.ext_authz.v3.ExtAuthz; istiod refuses types of version 2 since "
        + "1.19.";

    public override string Source => "pkg/config/validation/envoyfilter/envoyfilter.go; pkg/config/xds/filter_types.gen.go";

    protected override string Kind => IstioKind.EnvoyFilter;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        if (!IstioBehavior.RefusesEnvoyV2(cluster.Cluster.IstioVersion)) return;
        foreach (var (map, type) in TypedConfigs.Of(manifest))
        {
            if (type.StartsWith("envoy.", StringComparison.Ordinal)
                && TypedConfigs.PackageOf(type) is var package
                && IsOfV2(package)
                && !EnvoyPackages.AreKnown(package))
            {
                report.At(manifest, map, "@type", $"{type} is of version 2 of Envoy's API.");
            }
        }
    }

    internal static bool IsOfV2(string package) =>
        package[(package.LastIndexOf('.') + 1)..] is var version
        && (version is "v2" || version.StartsWith("v2alpha", StringComparison.Ordinal));
}
