using MeshFederation.Istio.Durations;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.VirtualServices;

/// <summary>
/// The timeout of a route is over all tries together (istio networking/v1 HTTPRoute.timeout). So where tries may take as long as they may,
/// the last ones are never made. What lies between two of them is chosen at random from nothing on (Envoy's router filter,
/// retry_back_off), and does not count.
/// </summary>
internal sealed class TimeoutEndsRetries : ObjectRule
{
    public override string Id => "MF1328";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "The timeout of a route leaves time for its retries.";

    public override string Recommendation =>
        "Give timeout at least perTryTimeout times one more than attempts, or a shorter perTryTimeout; leave timeout out for no limit.";

    public override string Source => "networking/v1 HTTPRoute.timeout, HTTPRetry.perTryTimeout; Envoy's router filter, per_try_timeout";

    protected override string Kind => IstioKind.VirtualService;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        foreach (var route in manifest.Spec.Maps("http"))
        {
            if (route.Map("retries") is not { } retries || retries.Number("attempts") is not > 0) continue;
            if (Time(route, "timeout") is not { } whole || Time(retries, "perTryTimeout") is not { } each) continue;
            var attempts = retries.Number("attempts")!.Value;
            var made = Made(whole, each);
            if (made >= attempts) continue;
            report.At(
                manifest,
                route,
                "timeout",
                $"After {route.Text("timeout")} the request ends, and one try may take {retries.Text("perTryTimeout")}: what is slow is "
                + (made == 0 ? "never sent again." : $"sent again {Times(made)}, not {Times(attempts)}."));
        }
    }

    /// <summary>How many retries of slow tries begin before the timeout.</summary>
    private static long Made(double whole, double each) => (long)Math.Ceiling(whole / each) - 1;

    private static string Times(long number) => number == 1 ? "once" : FormattableString.Invariant($"{number} times");

    private static double? Time(UnstructuredMap map, string field) =>
        map.Text(field) is { } text && GoDuration.Milliseconds(text) is { } time and >= 1 ? time : null;
}
