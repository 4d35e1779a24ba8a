using MeshFederation.Model.Objects;
using MeshFederation.Model.Ports;
using MeshFederation.Planning.Fallbacks;

namespace MeshFederation.Planning.Policies.OutlierDetection;

/// <summary>
/// When an endpoint of a host that has fallbacks is taken to be gone. Without outlier detection istiod gives endpoints no order at all
/// (istio pilot/pkg/xds/endpoints/endpoint_builder.go).
/// </summary>
internal sealed class OutlierDetectionPolicy : DestinationPolicy
{
    /// <summary>
    /// Gateway errors are connections that fail or break, and 502, 503 and 504: seen on Istio 1.24 to 1.31, they tell a dead gateway and
    /// dead pods behind one. Other errors are the application's own answer (consecutive5xxErrors: 0). The endpoint is looked at every
    /// second, and tried again after ten, which Envoy lengthens with each time that it fails. All endpoints of a cluster may be taken away
    /// (maxEjectionPercent), since others come next; with Envoy's own 10 % a single gateway would never be.
    /// </summary>
    private static readonly UnstructuredMap Values = UnstructuredMap.Of(
        ("consecutiveGatewayErrors", 3L),
        ("consecutive5xxErrors", 0L),
        ("interval", "1s"),
        ("baseEjectionTime", "10s"),
        ("maxEjectionPercent", 100L));

    public override string Field => "outlierDetection";

    public override UnstructuredMap? Of(CalledHost host, MeshPort port) => host is FallbackHost ? Values : null;
}
