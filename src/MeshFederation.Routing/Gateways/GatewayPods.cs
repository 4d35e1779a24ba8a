using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Versions;
using MeshFederation.Model.Objects;

namespace MeshFederation.Routing.Gateways;

/// <summary>
/// The pods that a gateway passes connections of a chain on to: of those that the Service and subset select only those that speak the mesh's TLS, and lie
/// in a network that the gateway sees (istio pilot/pkg/xds/endpoints/endpoint_builder.go, mtls_checker.go; pilot/pkg/model/proxy_view.go).
/// </summary>
/// <param name="Selection">What Service and subset select.</param>
/// <param name="Called">Those that are called.</param>
/// <param name="Dropped">Those that are not, with the reason.</param>
public sealed record GatewayPods(PodSelection Selection, IReadOnlyList<RoutedPod> Called, IReadOnlyList<(RoutedPod Pod, string Why)> Dropped)
{
    /// <summary>The reason for which no pod at all would be called, whatever pods there are; null when there is none.</summary>
    public string? Refusal { get; private init; }

    /// <summary>Decides.</summary>
    /// <param name="cluster">The cluster of the gateway.</param>
    /// <param name="workload">The gateway.</param>
    /// <param name="chain">The chain that serves.</param>
    /// <returns>The pods.</returns>
    public static GatewayPods Of(RoutingCluster cluster, GatewayWorkload workload, ChainAnswer chain)
    {
        var selection = cluster.Pods.Select(chain.Service!, chain.Subset?.Labels ?? UnstructuredMap.Empty);
        var asked = TlsMode(cluster, chain);
        if (asked is not null and not "ISTIO_MUTUAL")
        {
            var why = $"{chain.Rule!.First} asks for tls mode {asked}, so the gateway takes no pod of the service as one that speaks the mesh's TLS";
            return new(selection, [], [.. selection.Selected.Select(pod => (pod, why))]) { Refusal = why };
        }

        var dropped = selection.Selected.Select(pod => (Pod: pod, Why: Refuses(cluster, workload, chain, pod, asked))).Where(item => item.Why is not null).ToList();
        return new(selection, [.. selection.Selected.Where(pod => !dropped.Exists(item => item.Pod == pod))], [.. dropped.Select(item => (item.Pod, item.Why!))]);
    }

    /// <summary>Of a subset only its own policy counts, until 1.31 (IstioBehavior.SubsetsInheritTlsAtGateways).</summary>
    private static string? TlsMode(RoutingCluster cluster, ChainAnswer chain)
    {
        if (chain.Subset is not { } subset) return Mode(chain.Rule?.TrafficPolicy, chain.Port!.Number);
        var own = Mode(subset.TrafficPolicy, chain.Port!.Number);
        return own
            ?? (IstioBehavior.SubsetsInheritTlsAtGateways(cluster.Facts.GatewayIstioVersion) ? Mode(chain.Rule!.TrafficPolicy, chain.Port.Number) : null);
    }

    private static string? Mode(UnstructuredMap? policy, int port)
    {
        var ofPort = policy?.Maps("portLevelSettings").FirstOrDefault(item => item.Map("port")?.Number("number") == port)?.Map("tls");
        return (ofPort ?? policy?.Map("tls")) is { } tls ? tls.Text("mode") ?? "DISABLE" : null;
    }

    private static string? Refuses(RoutingCluster cluster, GatewayWorkload workload, ChainAnswer chain, RoutedPod pod, string? asked)
    {
        var network = pod.Network.Length > 0 ? pod.Network : cluster.Facts.Network ?? "";
        if (workload.NetworkView.Count > 0 && network.Length > 0 && !workload.NetworkView.Contains(network, StringComparer.Ordinal))
        {
            return $"it lies in the network {network}, and the gateway sees {string.Join(", ", workload.NetworkView)} only";
        }

        if (pod.IsReady is false) return "it is not ready";
        if (asked is not null) return null;
        if (pod.HasSidecar is false) return "it has no sidecar, so it does not speak the mesh's TLS";
        var target = chain.Port!.Target is null ? chain.Port.Number : chain.Port.TargetNumber;
        var (mode, policy) = cluster.MutualTls.ModeFor(pod.Namespace, pod.Labels, target);
        return mode == MutualTlsMode.Disable ? $"{policy} turns the mesh's TLS off for it" : null;
    }
}
