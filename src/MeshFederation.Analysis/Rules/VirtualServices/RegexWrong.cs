using MeshFederation.Istio.Expressions;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.VirtualServices;

internal sealed class RegexWrong : ObjectRule
{
    public override string Id => "MF1310";

    public override string Title => "Regular expressions are ones that Envoy takes: RE2's syntax, at most 1,024 characters.";

    public override string Recommendation =>
        "Rewrite the expression without what RE2 lacks; https://github.com/google/re2/wiki/Syntax has it all.";

    public override string Source => "pkg/config/validation/validation.go validateStringRegexp";

    protected override string Kind => IstioKind.VirtualService;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        foreach (var route in manifest.Spec.Maps("http"))
        {
            foreach (var match in route.Maps("match")) CheckMatch(manifest, match, report);
            foreach (var origin in route.Map("corsPolicy")?.Maps("allowOrigins") ?? []) CheckText(manifest, origin, "regex", report);
            if (route.Map("rewrite")?.Map("uriRegexRewrite") is { } rewrite) CheckText(manifest, rewrite, "match", report);
        }
    }

    private static void CheckMatch(MeshManifest manifest, UnstructuredMap match, Report report)
    {
        foreach (var field in MatchFields.Texts)
        {
            if (match.Map(field) is { } text) CheckText(manifest, text, "regex", report);
        }

        foreach (var field in MatchFields.Named)
        {
            // '*' alone is no expression: of withoutHeaders it means that the header is there at all.
            foreach (var text in match.Map(field)?.Values.OfType<UnstructuredMap>() ?? [])
            {
                if (field != "withoutHeaders" || text.Text("regex") != "*") CheckText(manifest, text, "regex", report);
            }
        }
    }

    private static void CheckText(MeshManifest manifest, UnstructuredMap map, string field, Report report)
    {
        if (map.Text(field) is not { } pattern) return;
        var fault = pattern.Length == 0 ? "The expression is empty." : Re2.Fault(pattern);
        if (fault is not null) report.At(manifest, map, field, fault);
    }
}
