using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Analysis.Rules.InCluster;

/// <summary>What of the matches of a VirtualService is for sidecars (istio pilot/pkg/networking/core/tls.go matchTLS, matchTCP).</summary>
internal static class SidecarMatch
{
    /// <summary>Whether a match holds for some port of a service that carries a kind of traffic; where no port is known, it may.</summary>
    public static bool HoldsFor(UnstructuredMap match, RoutedService service, PortTraffic traffic) =>
        IsForSidecars(match)
        && (service.Ports.Count == 0 || service.Ports.Any(port => port.Traffic == traffic && IsForPort(match, port.Number)));

    /// <summary>Whether a route has requests, or connections, of sidecars to a port.</summary>
    public static bool Routes(UnstructuredMap route, int port) =>
        route.List("match").Count == 0 || route.Maps("match").Any(match => IsForSidecars(match) && IsForPort(match, port));

    private static bool IsForSidecars(UnstructuredMap match) =>
        match.List("gateways") is var gateways && (gateways.Count == 0 || gateways.Contains(MeshMatch.MeshGatewayName));

    private static bool IsForPort(UnstructuredMap match, int port) =>
        match.Number("port") is not { } wanted || wanted == 0 || wanted == port;
}
