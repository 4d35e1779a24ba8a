using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Schemas;
using MeshFederation.Istio.Versions;

namespace MeshFederation.Analysis.Rules.EnvoyFilters;

internal sealed class TypeRemoved : VersionRule
{
    public override string Id => "MF1507";

    public override string Title => "The types of a patch are those of version 3 of Envoy's API.";

    public override string Recommendation =>
        "Use the v3 type of the filter, as envoy.extensions.filters.http.ext_authz.v3.ExtAuthz; istiod refuses types of version 2 since "
        + "1.19.";

    public override string Source => "pkg/config/validation/envoyfilter/envoyfilter.go; pkg/config/xds/filter_types.gen.go";

    public override IEnumerable<VersionFault> Find(FederationView federation)
    {
        foreach (var manifest in federation.AllOf(IstioKind.EnvoyFilter))
        {
            var cluster = federation.In(manifest.Cluster).Cluster;
            if (!IstioBehavior.RefusesEnvoyV2(cluster.IstioVersion)) continue;
            foreach (var (map, type) in TypedConfigs.Of(manifest))
            {
                if (TypedConfigs.IsOfV2(type) && !EnvoyPackages.AreKnown(TypedConfigs.PackageOf(type)))
                {
                    yield return new(
                        cluster,
                        (report, message, cause) => report.At(manifest, map, EnvoyPatch.TypeField, message, cause),
                        $"{type} is of version 2 of Envoy's API.",
                        $"the istiod of {cluster.Name} takes {type}, which is of version 2 of Envoy's API,");
                }
            }
        }
    }
}
