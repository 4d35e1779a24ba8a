using MeshFederation.Istio.Gateways;
using MeshFederation.Istio.Objects;

namespace MeshFederation.Routing.Gateways;

/// <summary>Says why a gateway has no server that passes the mesh's TLS on, with the Gateway that nearly does.</summary>
internal static class NearServers
{
    public static string Describe(RoutingCluster cluster, GatewayWorkload workload)
    {
        var missing =
            $"no Gateway for {workload} has an AUTO_PASSTHROUGH "
            + $"server{(workload.Ports.Count == 0 ? "" : " on port " + string.Join(" or ", workload.Ports))}";
        var passing = cluster.Gateways.All.SelectMany(gateway => EntryServer.Of(gateway)
            .Where(server => ServerTls.PassesMesh(server.Content))).ToList();
        if (passing.Find(server => cluster.Gateways.IsFor(server.Gateway, workload)) is { } elsewhere)
        {
            var leading = workload.Service?.ToString() ?? "the gateway";
            return FormattableString.Invariant(
                $"{missing}; {elsewhere} has one on port {elsewhere.Port}, to which {leading} does not lead");
        }

        var other = passing.Find(server => workload.Ports.Count == 0 || workload.Ports.Contains(server.Port));
        if (other?.Gateway.Spec.Map("selector") is not { Count: > 0 } selector) return missing;
        return $"{missing}; {other} has one, for pods with {selector.Describe()}";
    }
}
