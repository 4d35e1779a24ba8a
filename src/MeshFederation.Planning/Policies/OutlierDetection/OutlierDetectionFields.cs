using System.Collections.Immutable;
using MeshFederation.Model.Policies;

namespace MeshFederation.Planning.Policies.OutlierDetection;

/// <summary>Which parameters say which fields of outlier detection.</summary>
internal static class OutlierDetectionFields
{
    public static readonly ImmutableArray<SaidField> All =
    [
        new("consecutiveGatewayErrors", nameof(MeshOutlierDetection.ConsecutiveGatewayErrors)),
        new("consecutive5xxErrors", nameof(MeshOutlierDetection.Consecutive5xxErrors)),
        new("consecutiveLocalOriginFailures", nameof(MeshOutlierDetection.ConsecutiveLocalOriginFailures)),
        new("outlierDetectionHttpErrorCodes", nameof(MeshOutlierDetection.HttpErrorCode)),
        new("interval", nameof(MeshOutlierDetection.Interval)),
        new("baseEjectionTime", nameof(MeshOutlierDetection.BaseEjectionTime)),
        new("maxEjectionPercent", nameof(MeshOutlierDetection.MaxEjectionPercent)),
        new("minHealthPercent", nameof(MeshOutlierDetection.MinHealthPercent)),
    ];
}
