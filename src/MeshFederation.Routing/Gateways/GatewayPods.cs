using MeshFederation.Istio.DestinationRules;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Istio.Versions;
using MeshFederation.Model.Objects;

namespace MeshFederation.Routing.Gateways;

/// <summary>
/// The pods that a gateway passes connections of a chain on to: of those that the Service and subset select only those that speak the
/// mesh's TLS, and lie in a network that the gateway sees (istio pilot/pkg/xds/endpoints/endpoint_builder.go, mtls_checker.go;
/// pilot/pkg/model/proxy_view.go).
/// </summary>
/// <param name="Selection">The pods that Service and subset select.</param>
/// <param name="Called">The endpoints that are called: pods, and what WorkloadEntries and ServiceEntries say of the same host.</param>
/// <param name="Dropped">Those that are not, with the reason.</param>
public sealed record GatewayPods(PodSelection Selection, IReadOnlyList<RoutedEndpoint> Called,
    IReadOnlyList<(RoutedEndpoint Endpoint, string Why)> Dropped)
{
    /// <summary>The reason for which no pod at all would be called, whatever pods there are; null when there is none.</summary>
    public string? Refusal { get; private init; }

    /// <summary>Whether all endpoints are known; else there may be more, or the pods of declared versions.</summary>
    public bool IsKnown => Selection.Knowledge is PodKnowledge.Pods or PodKnowledge.Workloads || Called.Count + Dropped.Count > 0;

    /// <summary>Whether pods may be called though none is known: a Service has some, and a ServiceEntry that selects some.</summary>
    public bool MayBe => IsOpen && !IsKnown;

    /// <summary>Whether some endpoint is called, or may be.</summary>
    public bool AreCalled => Refusal is null && (Called.Count > 0 || MayBe);

    /// <summary>Why none is called.</summary>
    public string WhyNone => Refusal ?? (Dropped.Count == 0 ? "it selects none" : $"{Dropped[0].Endpoint.Reference}: {Dropped[0].Why}");

    /// <summary>Whether the service may have pods, known or not.</summary>
    private bool IsOpen { get; init; }

    /// <summary>The pods that are called.</summary>
    public IEnumerable<RoutedPod> Pods => Called.Select(endpoint => endpoint.Pod).OfType<RoutedPod>();

    /// <summary>Decides.</summary>
    /// <param name="cluster">The cluster of the gateway.</param>
    /// <param name="workload">The gateway.</param>
    /// <param name="chain">The chain that serves.</param>
    /// <returns>The pods.</returns>
    public static GatewayPods Of(RoutingCluster cluster, GatewayWorkload workload, ChainAnswer chain)
    {
        var labels = chain.Subset?.Labels ?? UnstructuredMap.Empty;
        var selection = cluster.Pods.Select(chain.Service!, labels);
        var asked = TrafficPolicies.TlsModeOfEndpoints(chain.Rule, chain.Subset, chain.Port!.Number, workload.VersionIn(cluster.Facts));
        if (asked is not null and not TlsModes.IstioMutual)
        {
            var why = $"{chain.Rule!.PolicyFrom} asks for tls mode {asked}, so the gateway takes no pod of the service as one that speaks "
                + "the mesh's TLS";
            return new(selection, [], Selected(cluster, chain, labels).ConvertAll(endpoint => (endpoint, why)))
            {
                Refusal = why,
                IsOpen = MayHavePods(chain.Service!),
            };
        }

        List<RoutedEndpoint>? called = null;
        List<(RoutedEndpoint, string)>? dropped = null;
        foreach (var endpoint in ServiceEndpoints.All(cluster, chain.Service!, chain.Port!))
        {
            if (!IstiodLabels.Selects(labels, endpoint.Labels, cluster.Facts)) continue;
            if (Refuses(cluster, workload, chain, endpoint, asked) is { } why) (dropped ??= []).Add((endpoint, why));
            else (called ??= new(1)).Add(endpoint);
        }

        return new(selection, called ?? (IReadOnlyList<RoutedEndpoint>)[], dropped ?? (IReadOnlyList<(RoutedEndpoint, string)>)[])
        {
            IsOpen = MayHavePods(chain.Service!),
        };
    }

    private static List<RoutedEndpoint> Selected(RoutingCluster cluster, ChainAnswer chain, UnstructuredMap labels) =>
        [.. ServiceEndpoints.All(cluster, chain.Service!, chain.Port!)
            .Where(endpoint => IstiodLabels.Selects(labels, endpoint.Labels, cluster.Facts))];

    /// <summary>
    /// What another version calls, where nobody said the gateway's, and it calls some where this one calls none, or the reverse.
    /// </summary>
    /// <param name="cluster">The cluster of the gateway.</param>
    /// <param name="workload">The gateway.</param>
    /// <param name="chain">The chain that serves.</param>
    /// <param name="pods">What is called in the version that is assumed.</param>
    /// <returns>The pods; null where the version is known, or decides nothing.</returns>
    public static GatewayPods? Otherwise(RoutingCluster cluster, GatewayWorkload workload, ChainAnswer chain, GatewayPods pods)
    {
        if (!workload.IsVersionAssumedIn(cluster.Facts)) return null;
        foreach (var version in IstioBehavior.OtherGatewayEndpoints)
        {
            if (!cluster.MayHave(version)) continue;
            var other = Of(cluster, workload with { IstiodVersion = version }, chain);
            if (other.AreCalled != pods.AreCalled) return other;
        }

        foreach (var view in cluster.OtherVersions)
        {
            if (InView(view, workload, chain) is { } other && other.AreCalled != pods.AreCalled) return other;
        }

        return null;
    }

    /// <summary>
    /// What is called in a version in which the gateway is given other rules, or policies hold for the pods; null where it has no such
    /// chain there, of which the chains tell.
    /// </summary>
    private static GatewayPods? InView(RoutingCluster view, GatewayWorkload workload, ChainAnswer chain) =>
        chain.Key is { } key && PassthroughChains.ServedBy(view, workload, key) is { Outcome: ChainOutcome.Served } served
            ? Of(view, workload, served)
            : null;

    private static bool MayHavePods(RoutedService service) => service.IsKubernetes || service.Selector.Count > 0;

    private static string? Refuses(RoutingCluster cluster, GatewayWorkload workload, ChainAnswer chain, RoutedEndpoint endpoint,
        string? asked)
    {
        var network = endpoint.Network.Length > 0 ? endpoint.Network : cluster.Facts.Network ?? "";
        if (workload.NetworkView.Count > 0 && network.Length > 0 && !workload.NetworkView.Contains(network, StringComparer.Ordinal))
        {
            return $"it lies in the network {network}, and the gateway sees {string.Join(", ", workload.NetworkView)} only";
        }

        var version = workload.VersionIn(cluster.Facts);
        if (ServiceEndpoints.Unready(endpoint, version) is { } unready) return unready;
        if (ServiceEndpoints.IsNoAddress(chain.Service!, endpoint)) return "it is no IP address";
        if (asked is not null) return null;
        if (chain.Service!.Resolution == ServiceResolution.Dns && !IstioBehavior.GatewaysFilterDnsEndpoints(version)) return null;
        if (!endpoint.SpeaksMeshTls)
        {
            return endpoint.Pod is null ? "nothing says that it speaks the mesh's TLS"
                : "it has no sidecar, so it does not speak the mesh's TLS";
        }

        var (mode, policy) = cluster.MutualTls.ModeFor(endpoint.Namespace, endpoint.Labels, endpoint.Port == 0 ? null : endpoint.Port);
        return mode == MutualTlsMode.Disable ? $"{policy} turns the mesh's TLS off for it" : null;
    }
}
