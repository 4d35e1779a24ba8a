using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Durations;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.VirtualServices;

internal sealed class CorsWrong : ObjectRule
{
    public override string Id => "MF1317";

    public override string Title => "A CORS policy names origins, methods and headers that there can be, and ages of whole seconds.";

    public override string Recommendation => "Give each origin an exact, prefix or regex text; methods in capitals.";

    public override string Source => "pkg/config/validation/validation.go validateCORSPolicy";

    protected override string Kind => IstioKind.VirtualService;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        foreach (var route in manifest.Spec.Maps("http"))
        {
            if (route.Map("corsPolicy") is { } policy) Check(manifest, policy, report);
        }
    }

    private static void Check(MeshManifest manifest, UnstructuredMap policy, Report report)
    {
        foreach (var origin in policy.Maps("allowOrigins"))
        {
            if (!origin.Says("exact") && !origin.Says("prefix") && !origin.Says("regex"))
                report.At(manifest, origin, "An origin has no text to compare with.");
        }

        foreach (var (index, method) in policy.Texts("allowMethods"))
        {
            if (!HttpMethods.OfCors.Contains(method, StringComparer.Ordinal))
                report.At(manifest, policy.List("allowMethods"), index, $"'{method}' is no HTTP method.");
        }

        foreach (var field in (string[])["allowHeaders", "exposeHeaders"])
        {
            foreach (var (index, name) in policy.Texts(field))
            {
                if (name != "*" && !HeaderOperations.IsName(name))
                    report.At(manifest, policy.List(field), index, $"'{name}' cannot be the name of a header.");
            }
        }

        DurationCheck.Require(manifest, policy, "maxAge", report);
        if (policy.Text("maxAge") is { } age && GoDuration.Milliseconds(age) % 1000 > 0)
            report.At(manifest, policy, "maxAge", $"'{age}' is not a whole number of seconds.");
    }
}
