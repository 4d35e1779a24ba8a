using MeshFederation.Istio.Durations;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.VirtualServices;

/// <summary>
/// The timeout of a route is over all tries together (istio networking/v1 HTTPRoute.timeout), so where one try may take as long, what is
/// slow is never sent again.
/// </summary>
internal sealed class TimeoutEndsRetries : ObjectRule
{
    public override string Id => "MF1328";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "The timeout of a route is longer than one try of it.";

    public override string Recommendation =>
        "Give timeout at least perTryTimeout times one more than attempts, or a shorter perTryTimeout; leave timeout out for no limit.";

    public override string Source => "networking/v1 HTTPRoute.timeout, HTTPRetry.perTryTimeout; Envoy's router filter, per_try_timeout";

    protected override string Kind => IstioKind.VirtualService;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        foreach (var route in manifest.Spec.Maps("http"))
        {
            if (route.Map("retries") is not { } retries || retries.Number("attempts") is not > 0) continue;
            if (Time(route, "timeout") is not { } whole || Time(retries, "perTryTimeout") is not { } each || each < whole) continue;
            report.At(
                manifest,
                route,
                "timeout",
                $"After {route.Text("timeout")} the request ends, and one try may take {retries.Text("perTryTimeout")}: what is slow is "
                + "never sent again.");
        }
    }

    private static double? Time(UnstructuredMap map, string field) =>
        map.Text(field) is { } text && GoDuration.Milliseconds(text) is { } time and >= 1 ? time : null;
}
