using System.Globalization;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Text;

namespace MeshFederation.Istio.Declarations.Policies.OutlierDetection;

/// <summary>Outlier detections of destinations.</summary>
internal sealed class OutlierDetectionKind : PolicyKind<MeshOutlierDetection>
{
    private const int MostErrors = int.MaxValue;

    public override string Kind => "outlierDetection";

    public override string Cmdlet => "Set-MeshOutlierDetection";

    public override string Form => "Set-MeshOutlierDetection -ConsecutiveGatewayErrors 3 -Interval 5s -BaseEjectionTime 30s";

    public override IReadOnlyList<string> Parameters { get; } =
    [
        nameof(MeshOutlierDetection.Consecutive5xxErrors),
        nameof(MeshOutlierDetection.ConsecutiveGatewayErrors),
        nameof(MeshOutlierDetection.ConsecutiveLocalOriginFailures),
        nameof(MeshOutlierDetection.HttpErrorCode),
        nameof(MeshOutlierDetection.Interval),
        nameof(MeshOutlierDetection.BaseEjectionTime),
        nameof(MeshOutlierDetection.MaxEjectionPercent),
        nameof(MeshOutlierDetection.MinHealthPercent),
    ];

    public override PolicyScopes Scopes => PolicyScopes.Destinations;

    protected override MeshOutlierDetection Of(PolicyArguments values) => new()
    {
        Consecutive5xxErrors = values.Number(nameof(MeshOutlierDetection.Consecutive5xxErrors), 0, MostErrors),
        ConsecutiveGatewayErrors = values.Number(nameof(MeshOutlierDetection.ConsecutiveGatewayErrors), 0, MostErrors),
        ConsecutiveLocalOriginFailures = values.Number(nameof(MeshOutlierDetection.ConsecutiveLocalOriginFailures), 0, MostErrors),
        HttpErrorCode = Codes(values),
        Interval = values.Duration(nameof(MeshOutlierDetection.Interval)),
        BaseEjectionTime = values.Duration(nameof(MeshOutlierDetection.BaseEjectionTime)),
        MaxEjectionPercent = values.Number(nameof(MeshOutlierDetection.MaxEjectionPercent), 0, 100),
        MinHealthPercent = values.Number(nameof(MeshOutlierDetection.MinHealthPercent), 0, 100),
    };

    protected override IEnumerable<(string Parameter, object? Value)> Values(MeshOutlierDetection policy) =>
    [
        (nameof(policy.Consecutive5xxErrors), (long?)policy.Consecutive5xxErrors),
        (nameof(policy.ConsecutiveGatewayErrors), (long?)policy.ConsecutiveGatewayErrors),
        (nameof(policy.ConsecutiveLocalOriginFailures), (long?)policy.ConsecutiveLocalOriginFailures),
        (nameof(policy.HttpErrorCode), policy.HttpErrorCode.Count == 0 ? null : Texts(policy.HttpErrorCode)),
        (nameof(policy.Interval), policy.Interval is { } interval ? DurationText.Of(interval) : null),
        (nameof(policy.BaseEjectionTime), policy.BaseEjectionTime is { } time ? DurationText.Of(time) : null),
        (nameof(policy.MaxEjectionPercent), (long?)policy.MaxEjectionPercent),
        (nameof(policy.MinHealthPercent), (long?)policy.MinHealthPercent),
    ];

    private static ValueList<string> Texts(ValueList<int> codes) =>
        codes.Select(code => code.ToString(CultureInfo.InvariantCulture)).ToValueList();

    /// <summary>The codes in their order (istio networking/v1 OutlierDetection.outlierDetectionHttpErrorCodes).</summary>
    private static ValueList<int> Codes(PolicyArguments values)
    {
        const string Name = nameof(MeshOutlierDetection.HttpErrorCode);
        return values.Texts(Name).Select(text => Code(text) ?? throw values.Invalid(Name, text, "it is no status code from 100 to 599"))
            .Distinct().Order().ToValueList();
    }

    private static int? Code(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var code) && code is >= 100 and < 600 ? code : null;
}
