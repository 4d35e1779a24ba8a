using MeshFederation.Istio.Declarations.Policies.RetryPolicy;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.VirtualServices;

internal sealed class TimesWrong : ObjectRule
{
    public override string Id => "MF1315";

    public override string Title => "Timeouts are at least 1 ms, and retries have attempts and conditions that Envoy knows.";

    public override string Recommendation =>
        "Set attempts to the number of retries, or to 0 alone for none; retryOn takes Envoy's conditions and HTTP status codes.";

    public override string Source => "pkg/config/validation/agent/validation.go ValidateHTTPRetry";

    protected override string Kind => IstioKind.VirtualService;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        foreach (var route in manifest.Spec.Maps("http"))
        {
            DurationCheck.Require(manifest, route, "timeout", report);
            if (route.Map("retries") is { } retries) Check(manifest, retries, report);
        }
    }

    private static void Check(MeshManifest manifest, UnstructuredMap retries, Report report)
    {
        var attempts = retries.Number("attempts") ?? 0;
        if (attempts < 0) report.At(manifest, retries, "attempts", "The number of attempts is negative.");
        if (attempts == 0 && (retries.Has("perTryTimeout") || retries.Says("retryOn") || retries.Has("retryRemoteLocalities")))
            report.At(manifest, retries, "attempts", "It says how to retry, but not how often.");
        DurationCheck.Require(manifest, retries, "perTryTimeout", report);
        DurationCheck.Require(manifest, retries, "backoff", report);
        CheckConditions(manifest, retries, report);
    }

    private static void CheckConditions(MeshManifest manifest, UnstructuredMap retries, Report report)
    {
        var conditions = retries.Text("retryOn").AsSpan();
        while (!conditions.IsEmpty)
        {
            var comma = conditions.IndexOf(',');
            var condition = comma < 0 ? conditions : conditions[..comma];
            if (!condition.IsEmpty && !RetryCauses.IsKnown(condition))
                report.At(manifest, retries, "retryOn", $"'{condition}' is no condition for a retry.");
            conditions = comma < 0 ? default : conditions[(comma + 1)..];
        }
    }
}
