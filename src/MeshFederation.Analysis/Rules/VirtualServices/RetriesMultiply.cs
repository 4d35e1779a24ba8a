using MeshFederation.Istio.Objects;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.VirtualServices;

/// <summary>
/// A service that fails since it has too much to do gets more of it: each request comes once and as often again as there are attempts, and
/// the attempts of callers in a chain multiply.
/// </summary>
internal sealed class RetriesMultiply : ObjectRule
{
    /// <summary>What nobody sets by chance: with two callers in a chain that do so, a request is sent 36 times.</summary>
    private const long Most = 5;

    public override string Id => "MF1329";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "A request that fails is sent again five times at most.";

    public override string Recommendation =>
        "Set retries.attempts to 2 or 3, and let outlier detection take away what keeps failing; the attempts of callers in a chain "
        + "multiply.";

    public override string Source => "networking/v1 HTTPRetry.attempts; Envoy's router filter, num_retries";

    protected override string Kind => IstioKind.VirtualService;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        foreach (var route in manifest.Spec.Maps("http"))
        {
            if (route.Map("retries") is not { } retries || retries.Number("attempts") is not (> Most and var attempts)) continue;
            report.At(
                manifest,
                retries,
                "attempts",
                FormattableString.Invariant($"A service that fails gets each request {attempts + 1} times, and so fails the longer."));
        }
    }
}
