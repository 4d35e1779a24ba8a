using System.Collections.Immutable;

namespace MeshFederation.Istio.Objects;

/// <summary>The fields of routes that say how many requests are mirrored (istio/api networking/v1alpha3/virtual_service.proto).</summary>
internal static class MirrorFields
{
    /// <summary>Those of whole percents, which <c>mirrorPercentage</c> took the place of, the first the newer.</summary>
    public static ImmutableArray<string> WholePercents { get; } = ["mirrorPercent", "mirror_percent"];
}
