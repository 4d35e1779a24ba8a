using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.EnvoyFilters;

internal sealed class PatchIncomplete : ObjectRule
{
    public override string Id => "MF1501";

    public override string Title => "A patch says what it applies to, its operation, and a value unless it removes.";

    public override string Recommendation => "Write applyTo, patch.operation and patch.value.";

    public override string Source => "pkg/config/validation/envoyfilter/envoyfilter.go";

    protected override string Kind => IstioKind.EnvoyFilter;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        foreach (var patch in manifest.Spec.Maps(EnvoyPatch.Field))
        {
            if (patch.Map("match")?.Text("context") == EnvoyPatch.Waypoint) continue;
            if ((patch.Text("applyTo") ?? "INVALID") == "INVALID")
                report.At(manifest, patch, "applyTo", "It does not say what it applies to.");
            if (patch.Map("patch") is not { } change) report.At(manifest, patch, "patch", "It has no patch.");
            else if ((change.Text("operation") ?? "INVALID") is var operation && operation == "INVALID")
                report.At(manifest, change, "operation", "It has no operation.");
            else if (operation != EnvoyPatch.Remove && !change.Has("value"))
                report.At(manifest, change, "value", $"The operation {operation} needs a value.");
        }
    }
}
