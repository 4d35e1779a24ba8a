using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Schemas;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.EnvoyFilters;

internal sealed class TypeUnknown : ObjectRule
{
    public override string Id => "MF1508";

    public override FindingSeverity Severity => FindingSeverity.Information;

    public override string Title => "The types of a patch are ones that istiod knows.";

    public override string Recommendation =>
        "See that the type is spelt as in Envoy's documentation; istiod refuses a type that its version does not know.";

    public override string Source => "pkg/config/validation/envoyfilter/envoyfilter.go; pkg/config/xds/filter_types.gen.go";

    protected override string Kind => IstioKind.EnvoyFilter;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        foreach (var (map, type) in TypedConfigs.Of(manifest))
        {
            var package = TypedConfigs.PackageOf(type);
            if (EnvoyPackages.AreKnown(package) || TypedConfigs.IsOfV2(type)) continue;
            report.At(
                manifest,
                map,
                EnvoyPatch.TypeField,
                $"Istio {IstioVersion.Current} knows no types of '{package}', so the patch is not looked into, and may be refused.");
        }
    }
}
