using System.Globalization;
using MeshFederation.Model.Objects;

namespace MeshFederation.Routing.VirtualServices;

/// <summary>
/// A fault of a route that answers requests with an error in the place of the destination (istio
/// pilot/pkg/networking/core/route/route.go TranslateFault).
/// </summary>
/// <param name="Share">The part of the requests, in percent: above 0, at most 100.</param>
/// <param name="Status">The answer, as <c>500</c> or <c>gRPC UNAVAILABLE</c>.</param>
public sealed record RouteAbort(double Share, string Status)
{
    /// <summary>
    /// The abort of a route; null when it has none, or none that does anything: without a percentage no request is aborted.
    /// </summary>
    /// <param name="route">The route.</param>
    /// <returns>The abort.</returns>
    public static RouteAbort? Of(UnstructuredMap route)
    {
        if (route.Map("fault")?.Map("abort") is not { } abort) return null;
        var share = RoutePercentage.Of(abort, "percentage") ?? 0;
        var status = abort.Number("httpStatus") is { } http ? http.ToString(CultureInfo.InvariantCulture)
            : abort.Text("grpcStatus") is { Length: > 0 } grpc ? $"gRPC {grpc}" : null;
        return status is null || !(share > 0) ? null : new(Math.Min(share, 100), status);
    }
}
