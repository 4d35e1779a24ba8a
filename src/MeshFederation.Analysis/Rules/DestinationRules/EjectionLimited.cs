using MeshFederation.Istio.DestinationRules;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.DestinationRules;

internal sealed class EjectionLimited : Rule
{
    /// <summary>Envoy's own, where nothing is said.</summary>
    private const long Usual = 10;

    private const string Part = "outlierDetection";

    public override string Id => "MF1217";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "Where endpoints fail over, or gateways have shares, outlier detection may take all of them away.";

    public override string Recommendation =>
        "Set maxEjectionPercent: 100 in outlierDetection: the usual 10 % of few endpoints is none, and what is never taken away is never "
        + "passed over. Leave minHealthPercent out, and consecutive5xxErrors or consecutiveGatewayErrors above 0.";

    public override string Source =>
        "envoyproxy.io docs: outlier detection, max_ejection_percent; pilot/pkg/networking/core/cluster_traffic_policy.go "
        + "applyOutlierDetection";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var rule in federation.TrafficPolicies)
        {
            foreach (var (locality, _, outliers) in FailoverPolicy.Of(rule))
            {
                if (outliers is null || LocalitySettings.IsOff(locality)) continue;
                if (Limit(outliers) is { } limit) report.At(rule.Rule, outliers, limit + ", so dead ones go on being called.");
            }
        }

        foreach (var shares in GatewayShares.Of(federation).DistinctBy(shares => (shares.From(Part), shares.Outliers)))
        {
            if (shares.Outliers is not { } outliers || Limit(outliers) is not { } limit) continue;
            report.At(shares.From(Part), outliers, $"{limit}, so the gateway of {shares.Way.Server.Name} keeps its share when it is dead.");
        }
    }

    private static string? Limit(UnstructuredMap outliers)
    {
        var percent = outliers.Number("maxEjectionPercent") ?? Usual;
        if (percent < 100) return FormattableString.Invariant($"At most {percent} % of the endpoints are taken away");
        if (outliers.Number("minHealthPercent") is > 0 and var least)
            return FormattableString.Invariant($"None is passed over any more when less than {least} % of the endpoints are left");
        return outliers.Number("consecutive5xxErrors") is 0 && outliers.Number("consecutiveGatewayErrors") is null or 0
            && (outliers.GetValueOrDefault("splitExternalLocalOriginErrors") is not true
                || outliers.Number("consecutiveLocalOriginFailures") is 0)
            ? "No errors are counted that would take an endpoint away"
            : null;
    }
}
