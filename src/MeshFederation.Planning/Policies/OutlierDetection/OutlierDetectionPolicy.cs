using System.Collections.Immutable;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Ports;
using MeshFederation.Planning.Fallbacks;

namespace MeshFederation.Planning.Policies.OutlierDetection;

/// <summary>
/// When an endpoint is taken to be gone: where somebody chose, and for hosts that have fallbacks. Without outlier detection istiod gives
/// endpoints no order at all (istio pilot/pkg/xds/endpoints/endpoint_builder.go).
/// </summary>
internal sealed class OutlierDetectionPolicy : DestinationPolicy
{
    /// <summary>
    /// Gateway errors are connections that fail or break, and 502, 503 and 504: seen on Istio 1.24 to 1.31, they tell a dead gateway and
    /// dead pods behind one. Other errors are the application's own answer (consecutive5xxErrors: 0). The endpoint is looked at every
    /// second, and tried again after ten, which Envoy lengthens with each time that it fails. All endpoints of a cluster may be taken away
    /// (maxEjectionPercent), since others come next; with Envoy's own 10 % a single gateway would never be.
    /// </summary>
    private static readonly MeshOutlierDetection OfFallbacks = new()
    {
        ConsecutiveGatewayErrors = 3,
        Consecutive5xxErrors = 0,
        Interval = TimeSpan.FromSeconds(1),
        BaseEjectionTime = TimeSpan.FromSeconds(10),
        MaxEjectionPercent = 100,
    };

    /// <summary>
    /// Envoy's own values (envoyproxy.io docs: config.cluster.v3.OutlierDetection), but that all may go: 10 % of few endpoints is none.
    /// </summary>
    private static readonly MeshOutlierDetection Usual = new()
    {
        Interval = TimeSpan.FromSeconds(10),
        BaseEjectionTime = TimeSpan.FromSeconds(30),
        MaxEjectionPercent = 100,
    };

    private const int UsualErrors = 5;

    /// <summary>
    /// Where codes are named, proxies take each of them for a 500, which is no error of a gateway (envoyproxy.io docs:
    /// HttpProtocolOptions.OutlierDetection.error_matcher), so what counts answers must count them.
    /// </summary>
    private static readonly MeshOutlierDetection CountsCodes =
        OfFallbacks with { Consecutive5xxErrors = OfFallbacks.ConsecutiveGatewayErrors };

    public override string Field => "outlierDetection";

    public override string Kind => "outlierDetection";

    public override ImmutableArray<SaidField> Said => OutlierDetectionFields.All;

    public override UnstructuredMap? Of(CalledHost host, MeshPort port) => Of(host) is { } detection ? Write(detection) : null;

    /// <summary>What takes over is called once all endpoints of the first are left out.</summary>
    public override void Require(FallbackHost host)
    {
        if (host.Chosen<MeshOutlierDetection>() is not { } chosen || Of(host) is not { } detection) return;
        var why = detection switch
        {
            { ConsecutiveGatewayErrors: 0, Consecutive5xxErrors: 0, ConsecutiveLocalOriginFailures: null or 0 } => "no error counts",
            { MaxEjectionPercent: < 100 } =>
                FormattableString.Invariant($"at most {detection.MaxEjectionPercent} % of the endpoints are left out"),
            { MinHealthPercent: > 0 } => "all endpoints are called again, dead ones too, as soon as few are sound",
            _ => null,
        };
        if (why is not null) throw DestinationPolicyErrors.NeverFallsBack(host.Service, $"'{host.Place}'", chosen, why);
    }

    /// <summary>What holds for a host; what was chosen takes the place of what it has otherwise, value by value.</summary>
    private static MeshOutlierDetection? Of(CalledHost host)
    {
        var chosen = host.Chosen<MeshOutlierDetection>();
        if (host is FallbackHost) return chosen is null ? OfFallbacks : Filled(chosen, NamesCodes(chosen) ? CountsCodes : OfFallbacks);
        if (chosen is null) return null;
        var isNamed = NamesErrors(chosen) && !NamesCodes(chosen);
        return Filled(chosen, Usual with { Consecutive5xxErrors = isNamed ? 0 : UsualErrors });
    }

    /// <summary>Who names some errors means these alone, and Envoy counts answers of 500 and above unless it is told not to.</summary>
    private static bool NamesErrors(MeshOutlierDetection chosen) =>
        (chosen.ConsecutiveGatewayErrors ?? chosen.ConsecutiveLocalOriginFailures) is not null;

    /// <summary>Whoever chooses something else of a host without fallbacks has the rest as it is usual.</summary>
    public override UnstructuredMap UsualBeside(UnstructuredMap written)
    {
        var isNamed = (written.ContainsKey("consecutiveGatewayErrors") || written.ContainsKey("consecutiveLocalOriginFailures"))
            && !written.ContainsKey("outlierDetectionHttpErrorCodes");
        return Write(Usual with { Consecutive5xxErrors = isNamed ? 0 : UsualErrors });
    }

    private static bool NamesCodes(MeshOutlierDetection chosen) => chosen.HttpErrorCode.Count > 0;

    private static MeshOutlierDetection Filled(MeshOutlierDetection chosen, MeshOutlierDetection usual) => chosen with
    {
        Consecutive5xxErrors = chosen.Consecutive5xxErrors ?? usual.Consecutive5xxErrors,
        ConsecutiveGatewayErrors = chosen.ConsecutiveGatewayErrors ?? usual.ConsecutiveGatewayErrors,
        Interval = chosen.Interval ?? usual.Interval,
        BaseEjectionTime = chosen.BaseEjectionTime ?? usual.BaseEjectionTime,
        MaxEjectionPercent = chosen.MaxEjectionPercent ?? usual.MaxEjectionPercent,
    };

    /// <summary>Failures of connections are counted apart only where they are split off (istio OutlierDetection).</summary>
    private static UnstructuredMap Write(MeshOutlierDetection detection) => UnstructuredMap.Of(
        ("consecutiveGatewayErrors", (long?)detection.ConsecutiveGatewayErrors),
        ("consecutive5xxErrors", (long?)detection.Consecutive5xxErrors),
        ("splitExternalLocalOriginErrors", detection.ConsecutiveLocalOriginFailures is > 0 ? true : null),
        ("consecutiveLocalOriginFailures", detection.ConsecutiveLocalOriginFailures is > 0 and var failures ? (long)failures : null),
        ("outlierDetectionHttpErrorCodes", detection.HttpErrorCode.Count > 0
            ? UnstructuredList.From(detection.HttpErrorCode.Select(code => (object)(long)code))
            : null),
        ("interval", Text(detection.Interval)),
        ("baseEjectionTime", Text(detection.BaseEjectionTime)),
        ("maxEjectionPercent", (long?)detection.MaxEjectionPercent),
        ("minHealthPercent", (long?)detection.MinHealthPercent));

    private static string? Text(TimeSpan? duration) => duration is { } said ? IstioDuration.Of(said) : null;
}
