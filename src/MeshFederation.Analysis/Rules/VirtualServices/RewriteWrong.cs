using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.VirtualServices;

internal sealed class RewriteWrong : ObjectRule
{
    public override string Id => "MF1312";

    public override string Title => "A rewrite changes the path or the authority, and the authority is changed in one place.";

    public override string Recommendation =>
        "Set rewrite.uri, rewrite.uriRegexRewrite or rewrite.authority; do not set the header ':authority' beside the latter.";

    public override string Source =>
        "pkg/config/validation/validation.go validateHTTPRewrite; pkg/config/validation/virtualservice.go validateAuthorityRewrite";

    protected override string Kind => IstioKind.VirtualService;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        foreach (var route in manifest.Spec.Maps("http"))
        {
            if (route.Map("rewrite") is { } rewrite) Check(manifest, rewrite, report);
            var authorities = (route.Map("rewrite")?.Says("authority") is true ? 1 : 0) + HeaderOperations.AuthoritiesSet(route);
            if (authorities > 1) report.At(manifest, route, "headers", "The authority is set more than once.");
        }
    }

    private static void Check(MeshManifest manifest, UnstructuredMap rewrite, Report report)
    {
        if (!rewrite.Says("uri") && !rewrite.Has("uriRegexRewrite") && !rewrite.Says("authority"))
            report.At(manifest, rewrite, "The rewrite changes nothing.");
        if (rewrite.Says("uri") && rewrite.Has("uriRegexRewrite"))
            report.At(manifest, rewrite, "uriRegexRewrite", "uri and uriRegexRewrite exclude each other.");
        if (rewrite.Map("uriRegexRewrite") is { } regex && (!regex.Says("match") || !regex.Says("rewrite")))
            report.At(manifest, rewrite, "uriRegexRewrite", "It needs both match and rewrite.");
    }
}
