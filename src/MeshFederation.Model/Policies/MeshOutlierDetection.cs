using MeshFederation.Model.Collections;

namespace MeshFederation.Model.Policies;

/// <summary>
/// When callers leave an endpoint out, and for how long (istio networking/v1 OutlierDetection). What it does not say is as usual: for a
/// destination with fallbacks what these need, for all others five errors in a row.
/// </summary>
public sealed record MeshOutlierDetection : MeshPolicy
{
    /// <inheritdoc />
    public override string Kind => "outlierDetection";

    /// <summary>After how many errors in a row, answers of 500 and above among them; 0 for not by these.</summary>
    public int? Consecutive5xxErrors { get; internal init; }

    /// <summary>After how many connections in a row that failed or broke, or answers 502, 503 or 504; 0 for not by these.</summary>
    public int? ConsecutiveGatewayErrors { get; internal init; }

    /// <summary>
    /// After how many connections in a row that failed or broke, which then count as nothing else; 0 for not by these.
    /// </summary>
    public int? ConsecutiveLocalOriginFailures { get; internal init; }

    /// <summary>Which status codes alone are errors: 100 to 599; none for those of 500 and above (Istio 1.31 and later).</summary>
    public ValueList<int> HttpErrorCode { get; internal init; } = [];

    /// <summary>How often endpoints are looked at.</summary>
    public TimeSpan? Interval { get; internal init; }

    /// <summary>How long an endpoint is left out the first time; each further time as much longer.</summary>
    public TimeSpan? BaseEjectionTime { get; internal init; }

    /// <summary>How many of the endpoints may be left out at a time, in percent: 0 to 100.</summary>
    public int? MaxEjectionPercent { get; internal init; }

    /// <summary>Below how many sound endpoints, in percent, all are called again, the bad ones too: 0 to 100.</summary>
    public int? MinHealthPercent { get; internal init; }

    /// <inheritdoc />
    public override string Value => PolicyText.Of(
        ("consecutive5xxErrors", Consecutive5xxErrors),
        ("consecutiveGatewayErrors", ConsecutiveGatewayErrors),
        ("consecutiveLocalOriginFailures", ConsecutiveLocalOriginFailures),
        ("httpErrorCode", HttpErrorCode.Count > 0 ? HttpErrorCode.ToString() : null),
        ("interval", Interval),
        ("baseEjectionTime", BaseEjectionTime),
        ("maxEjectionPercent", MaxEjectionPercent),
        ("minHealthPercent", MinHealthPercent));
}
