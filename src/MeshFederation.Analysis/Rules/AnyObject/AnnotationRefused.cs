using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Schemas;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Text;

namespace MeshFederation.Analysis.Rules.AnyObject;

internal sealed class AnnotationRefused : Rule
{
    private static readonly string[] Internal =
        ["internal.istio.io/parents", "internal.istio.io/parent-namespace", "internal.istio.io/webhook-always-reject"];

    public override string Id => "MF1007";

    public override string Title => "An object has no annotation that Istio's webhook refuses.";

    public override string Recommendation =>
        "Remove the annotation; istio.io/dry-run is for AuthorizationPolicies that allow or deny, with the value true or false.";

    public override string Source => "pkg/config/validation/validation.go validateMetadata, checkDryRunAnnotation";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var kind in PublishedSchemas.Kinds)
        {
            foreach (var manifest in federation.OfAny(kind))
            {
                if (manifest.Metadata.Map("annotations") is { Count: > 0 } annotations) Check(manifest, kind, annotations, report);
            }
        }
    }

    private static void Check(MeshManifest manifest, string kind, UnstructuredMap annotations, Report report)
    {
        foreach (var name in Internal)
        {
            if (annotations.Has(name)) report.At(manifest, annotations, name, $"The annotation '{name}' may not be set by users.");
        }

        if (annotations.Text(DryRun.Annotation) is not { } value) return;
        if (kind != IstioKind.AuthorizationPolicy)
            report.At(manifest, annotations, DryRun.Annotation, $"The annotation '{DryRun.Annotation}' is for AuthorizationPolicies only.");
        else if (PolicyAction.Of(manifest.Spec) is PolicyAction.Custom or PolicyAction.Audit)
            report.At(manifest, annotations, DryRun.Annotation, $"The annotation '{DryRun.Annotation}' is for ALLOW and DENY only.");
        else if (GoBoolean.Read(value) is null)
            report.At(manifest, annotations, DryRun.Annotation, $"'{value}' is neither true nor false.");
    }
}
