using MeshFederation.Istio.Objects;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.EnvoyFilters;

internal sealed class OrderUnsaid : ObjectRule
{
    public override string Id => "MF1505";

    public override FindingSeverity Severity => FindingSeverity.Information;

    public override string Title => "An EnvoyFilter whose patches depend on others says its priority.";

    public override string Recommendation =>
        "Set spec.priority where several EnvoyFilters patch the same filter: without one, the order is that of their creation.";

    public override string Source => "pkg/config/analysis/analyzers/envoyfilter/envoyfilter.go (IST0151, IST0155)";

    protected override string Kind => IstioKind.EnvoyFilter;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        if (manifest.Spec.Number("priority") is not (null or 0)
            || !cluster.Of(IstioKind.EnvoyFilter).Any(other => other != manifest && Touches(other, manifest)))
        {
            return;
        }
        foreach (var patch in manifest.Spec.Maps(EnvoyPatch.Field))
        {
            if (patch.Map("patch") is not { } change
                || change.Text("operation") is not (
                    EnvoyPatch.InsertBefore or EnvoyPatch.InsertAfter or EnvoyPatch.Replace or EnvoyPatch.Remove)
                || IsIgnored(patch))
            {
                continue;
            }
            report.At(
                manifest,
                change,
                "operation",
                "What it does depends on the other EnvoyFilters of these workloads, and their order is not said.");
            return;
        }
    }

    /// <summary>The analyzer also speaks of an EnvoyFilter that stands alone, which has no order to say.</summary>
    private static bool Touches(MeshManifest one, MeshManifest other) =>
        one.Spec.Maps(EnvoyPatch.Field)
            .Select(patch => patch.Text("applyTo"))
            .Intersect(other.Spec.Maps(EnvoyPatch.Field).Select(patch => patch.Text("applyTo")), StringComparer.Ordinal).Any();

    private static bool IsIgnored(UnstructuredMap patch) => patch.Text("applyTo") is EnvoyPatch.RouteConfiguration or EnvoyPatch.HttpRoute;
}
