using System.Text.Json;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Ports;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Gateways;

/// <summary>
/// Where clients outside of a cluster reach a Service: its load balancer, its external IPs, and of one with nodePorts the nodes of the
/// cluster, those that the annotation <c>traffic.istio.io/nodeSelector</c> chooses where it has it (istio
/// pilot/pkg/serviceregistry/kube/controller/network.go).
/// </summary>
public static class OutsideAddresses
{
    /// <summary>The annotation that chooses nodes.</summary>
    public const string NodeSelector = "traffic.istio.io/nodeSelector";

    private static readonly string[] AddressTypes = ["ExternalIP", "InternalIP", "ExternalDNS", "InternalDNS", "Hostname"];

    /// <summary>All addresses and ports of a Service.</summary>
    /// <param name="service">The Service as it stands in its cluster.</param>
    /// <param name="nodes">The nodes of the cluster, as far as they are known.</param>
    /// <returns>Those of the load balancer and external IPs, then those of nodes.</returns>
    public static IEnumerable<OutsidePort> Of(UnstructuredMap service, IEnumerable<UnstructuredMap> nodes)
    {
        var ports = ServicePort.Of(service).ToList();
        foreach (var address in Own(service))
        {
            foreach (var port in ports) yield return new(address, port.Number, port);
        }

        var open = ports.Where(port => port.NodePort is not null).ToList();
        if (open.Count == 0) yield break;
        foreach (var address in Chosen(service, nodes).SelectMany(OfNode))
        {
            foreach (var port in open) yield return new(address, port.NodePort!.Value, port) { IsOfNode = true };
        }
    }

    /// <summary>The addresses of a Service's own: of its load balancer, those asked for included, and its external IPs.</summary>
    /// <param name="service">The Service.</param>
    /// <returns>IP addresses and host names.</returns>
    public static IEnumerable<string> Own(UnstructuredMap service) =>
        External(service).Concat(Balanced(service)).Concat(Asked(service)).Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>The addresses that the load balancer of a Service has.</summary>
    /// <param name="service">The Service.</param>
    /// <returns>IP addresses, and host names in lower case.</returns>
    public static IEnumerable<string> Balanced(UnstructuredMap service) =>
        (service.Map("status")?.Map("loadBalancer")?.Maps("ingress") ?? [])
        .Select(item => item.Text("ip") is { Length: > 0 } address ? address : item.Text("hostname")?.ToLowerInvariant())
        .OfType<string>().Distinct(StringComparer.Ordinal);

    /// <summary>The external IPs of a Service.</summary>
    /// <param name="service">The Service.</param>
    /// <returns>IP addresses.</returns>
    public static IEnumerable<string> External(UnstructuredMap service) =>
        (service.Map("spec") ?? UnstructuredMap.Empty).List("externalIPs").OfType<string>();

    /// <summary>
    /// Whether istiod takes the gateway of a network to be at the nodes' external IPs, by the annotation, and at the nodePort. External IPs
    /// of the Service come first, at that port, too (istio pilot/pkg/serviceregistry/kube/controller/util.go isNodePortGatewayService,
    /// controller.go addOrUpdateService, onNodeEvent; network.go extractGatewaysFromService).
    /// </summary>
    /// <param name="service">The Service.</param>
    /// <returns>True when it does.</returns>
    public static bool AreOfNodes(UnstructuredMap service) => service.Map("spec")?.Text("type") == ServiceTypes.NodePort
        && service.Map("metadata")?.Map("annotations")?.ContainsKey(NodeSelector) is true;

    /// <summary>The nodes at which others reach a Service that has nodePorts; all, where its selector of nodes is none.</summary>
    /// <param name="service">The Service.</param>
    /// <param name="nodes">The nodes of the cluster.</param>
    /// <returns>The nodes.</returns>
    public static IEnumerable<UnstructuredMap> Chosen(UnstructuredMap service, IEnumerable<UnstructuredMap> nodes)
    {
        var selector = SelectorOfNodes(service) ?? UnstructuredMap.Empty;
        return nodes.Where(node => selector.Selects(node.Map("metadata")?.Map("labels") ?? UnstructuredMap.Empty));
    }

    /// <summary>
    /// The labels of the nodes that have a gateway (istio pilot/pkg/serviceregistry/kube/controller/util.go getNodeSelectorsForService).
    /// </summary>
    /// <param name="service">The Service.</param>
    /// <returns>The labels, none for all nodes; null when what is written is no JSON of labels, which istiod logs and goes on.</returns>
    public static UnstructuredMap? SelectorOfNodes(UnstructuredMap service)
    {
        if (service.Map("metadata")?.Map("annotations")?.Text(NodeSelector) is not { Length: > 0 } text) return UnstructuredMap.Empty;
        try
        {
            var labels = JsonSerializer.Deserialize<Dictionary<string, string>>(text) ?? [];
            return UnstructuredMap.Of([.. labels.Select(label => (label.Key, (object?)label.Value))]);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The addresses of a node.</summary>
    /// <param name="node">The node.</param>
    /// <returns>The addresses, those that can be reached from outside first.</returns>
    public static IEnumerable<string> OfNode(UnstructuredMap node) => OfNode(node, AddressTypes);

    /// <summary>The address of a node that is told to other clusters: its external one, else its internal one.</summary>
    /// <param name="node">The node.</param>
    /// <returns>The IP address; null when it has none.</returns>
    public static string? ToldOfNode(UnstructuredMap node) => OfNode(node, AddressTypes.Take(2)).FirstOrDefault();

    /// <summary>The address at which istiod takes a node to be reached: of one without an external one it knows none.</summary>
    /// <param name="node">The node.</param>
    /// <returns>The IP address; null when it has none.</returns>
    public static string? ExternalOfNode(UnstructuredMap node) => OfNode(node, AddressTypes.Take(1)).FirstOrDefault();

    private static IEnumerable<string> OfNode(UnstructuredMap node, IEnumerable<string> types)
    {
        var all = (node.Map("status")?.Maps("addresses") ?? []).ToList();
        return types.SelectMany(type => all.Where(item => item.Text("type") == type))
            .Select(item => item.Text("address")).OfType<string>().Distinct(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Asked(UnstructuredMap service) =>
        service.Map("spec")?.Text("loadBalancerIP") is { Length: > 0 } asked ? [asked] : [];
}
