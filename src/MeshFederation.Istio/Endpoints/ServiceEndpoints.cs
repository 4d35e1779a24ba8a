using System.Net;
using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Istio.Versions;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Endpoints;

/// <summary>
/// The endpoints of a service. They belong to its namespace and host: what a Service and ServiceEntries of one namespace say of the same
/// host is called alike, whoever of them made the service (istio pilot/pkg/xds/endpoints/endpoint_builder.go BuildClusterLoadAssignment,
/// whose shards are kept by host and namespace; pilot/pkg/model/push_context.go ServiceEndpointsByPort).
/// </summary>
public static class ServiceEndpoints
{
    /// <summary>The endpoints for a port that a subset selects.</summary>
    /// <param name="cluster">The cluster of the service.</param>
    /// <param name="service">The service.</param>
    /// <param name="port">The port.</param>
    /// <param name="subsetLabels">The labels of the subset; none for all.</param>
    /// <returns>The endpoints.</returns>
    public static EndpointSelection Of(IstioCluster cluster, RoutedService service, RoutedPort port, UnstructuredMap subsetLabels)
    {
        var all = All(cluster, service, port);
        if (all is IReadOnlyList<RoutedEndpoint> known && AreCalled(cluster, service, known, subsetLabels))
            return known.Count == 0 ? EndpointSelection.None : new(known, []);
        return Chosen(cluster, service, all, subsetLabels);
    }

    /// <summary>Whether all of them are called as they stand there, each once, as those of nearly all hosts.</summary>
    private static bool AreCalled(
        IstioCluster cluster, RoutedService service, IReadOnlyList<RoutedEndpoint> endpoints, UnstructuredMap subsetLabels)
    {
        for (var i = 0; i < endpoints.Count; i++)
        {
            var endpoint = endpoints[i];
            if (endpoint.IsUnhealthy || !cluster.Networks.IsNear(endpoint)) return false;
            if (!IstiodLabels.Selects(subsetLabels, endpoint.Labels, cluster.Facts)) return false;
            if (Refusal(cluster, service, endpoint) is not null) return false;
            for (var before = 0; before < i; before++)
            {
                if (endpoint.Pod is null && endpoints[before] == endpoint) return false;
            }
        }

        return true;
    }

    private static EndpointSelection Chosen(
        IstioCluster cluster, RoutedService service, IEnumerable<RoutedEndpoint> all, UnstructuredMap subsetLabels)
    {
        List<RoutedEndpoint>? kept = null;
        List<(RoutedEndpoint, string)>? dropped = null;
        foreach (var endpoint in all)
        {
            if (endpoint.IsUnhealthy || cluster.Networks.IsNear(endpoint)) Take(endpoint);
            else foreach (var gateway in cluster.Networks.Through(endpoint)) Take(gateway);
        }

        return new(kept ?? (IReadOnlyList<RoutedEndpoint>)[], dropped ?? (IReadOnlyList<(RoutedEndpoint, string)>)[]);

        void Take(RoutedEndpoint endpoint)
        {
            if (Refusal(cluster, service, endpoint, subsetLabels) is { } why) (dropped ??= []).Add((endpoint, why));
            else if (endpoint.Pod is not null || kept?.Contains(endpoint) is not true) (kept ??= new(1)).Add(endpoint);
        }
    }

    /// <summary>All endpoints of a port, whatever their labels.</summary>
    /// <param name="cluster">The cluster of the service.</param>
    /// <param name="service">The service.</param>
    /// <param name="port">The port.</param>
    /// <returns>The endpoints.</returns>
    public static IEnumerable<RoutedEndpoint> All(IstioCluster cluster, RoutedService service, RoutedPort port)
    {
        var same = cluster.Services.Named(service.Host);
        return same.Count <= 1 ? From(cluster, service, port) : FromAll(same, cluster, service, port);
    }

    private static IEnumerable<RoutedEndpoint> FromAll(
        IReadOnlyList<RoutedService> same, IstioCluster cluster, RoutedService service, RoutedPort port) =>
            same.Where(other => other.Namespace == service.Namespace)
                .SelectMany(other => Match(service, port, other) is { } matched ? From(cluster, other, matched) : []);

    /// <summary>Whether an endpoint is left out since istiod sends addresses alone for the service, and it is a name.</summary>
    internal static bool IsNoAddress(RoutedService service, RoutedEndpoint endpoint) => service.Resolution == ServiceResolution.Static
        && endpoint.Pod is null
        && !SocketPath.IsOf(endpoint.Address)
        && !IstioText.IsPlainAddress(endpoint.Address)
        && !IPAddress.TryParse(endpoint.Address, out _);

    /// <summary>Why a pod that is not ready, or a machine that is not well, is not called; null for any other endpoint.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="version">The version of the istiod that sends it.</param>
    /// <returns>The reason.</returns>
    public static string? Unready(RoutedEndpoint endpoint, IstioVersion version) =>
        endpoint.IsUnhealthy ? "its health check has not passed"
        : endpoint.Pod is not { IsReady: false } ? null
        : IstioBehavior.SendsUnreadyEndpoints(version) ? "it is not ready, and proxies are told so"
        : "it is not ready";

    /// <summary>Sidecars ask for no network; gateways may, and theirs is looked at where their pods are.</summary>
    private static bool IsOfUnseenNetwork(IstioCluster cluster, RoutedService service, RoutedEndpoint endpoint) =>
        endpoint.Network.Length > 0
        && service.Resolution == ServiceResolution.Dns
        && !IstioBehavior.SeesNamedNetworks(cluster.Facts.IstioVersion);

    private static string Unseen(IstioCluster cluster, RoutedEndpoint endpoint) =>
        $"it names the network '{endpoint.Network}', and Istio {cluster.Facts.IstioVersion} leaves such endpoints out of hosts that are "
        + "looked up by DNS";

    /// <summary>
    /// The proxy is sent endpoints by the port's name; where it looks names up itself, its cluster is made of those of the number.
    /// </summary>
    private static RoutedPort? Match(RoutedService service, RoutedPort port, RoutedService other)
    {
        if (service.Resolution == ServiceResolution.Dns) return other.Ports.FirstOrDefault(item => item.Number == port.Number);
        return other.Ports.FirstOrDefault(item => item.Name == port.Name);
    }

    private static IEnumerable<RoutedEndpoint> From(IstioCluster cluster, RoutedService service, RoutedPort port) =>
        service.IsKubernetes ? WorkloadEndpoints.OfService(cluster, service, port) : ServiceEntryEndpoints.Of(cluster, service, port);

    private static string? Refusal(
        IstioCluster cluster, RoutedService service, RoutedEndpoint endpoint, UnstructuredMap subsetLabels) =>
        IstiodLabels.Selects(subsetLabels, endpoint.Labels, cluster.Facts)
            ? Refusal(cluster, service, endpoint)
            : $"its labels ({endpoint.Labels.Describe()}) lack {subsetLabels.Describe()}";

    /// <summary>Why an endpoint is not called, whatever its labels; null when it is.</summary>
    private static string? Refusal(IstioCluster cluster, RoutedService service, RoutedEndpoint endpoint)
    {
        if (Unready(endpoint, cluster.Facts.IstioVersion) is { } unready) return unready;
        if (IsOfUnseenNetwork(cluster, service, endpoint)) return Unseen(cluster, endpoint);
        return IsNoAddress(service, endpoint)
            ? $"'{endpoint.Address}' is no IP address, and with resolution STATIC istiod leaves such endpoints out"
            : null;
    }
}
