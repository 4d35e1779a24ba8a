using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Routing.VirtualServices;

/// <summary>A part of the requests of a route, as faults and mirrors say it (istio networking/v1 Percent).</summary>
internal static class RoutePercentage
{
    /// <summary>The part; 0 where the field says none, or what is no number: the API server refuses that.</summary>
    /// <param name="map">What has the field.</param>
    /// <param name="field">The field, a map with a <c>value</c>.</param>
    /// <returns>In percent, as it is written; null where there is no such field.</returns>
    public static double? Of(UnstructuredMap map, string field) =>
        map.Map(field) is { } percentage ? percentage.Real("value") ?? 0 : null;
}
