using System.Text.Json;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Istio.Gateways;

/// <summary>
/// Where clients outside of a cluster reach a Service: its load balancer, its external IPs, and of one with nodePorts the nodes of the
/// cluster, those that
/// the annotation <c>traffic.istio.io/nodeSelector</c> chooses where it has it (istio
/// pilot/pkg/serviceregistry/kube/controller/network.go).
/// </summary>
public static class OutsideAddresses
{
    private const string NodeSelector = "traffic.istio.io/nodeSelector";
    private static readonly string[] AddressTypes = ["ExternalIP", "InternalIP", "ExternalDNS", "InternalDNS", "Hostname"];

    /// <summary>All addresses and ports of a Service.</summary>
    /// <param name="service">The Service as it stands in its cluster.</param>
    /// <param name="nodes">The nodes of the cluster, as far as they are known.</param>
    /// <returns>Those of the load balancer and external IPs, then those of nodes.</returns>
    public static IEnumerable<OutsidePort> Of(UnstructuredMap service, IEnumerable<UnstructuredMap> nodes)
    {
        var spec = service.Map("spec") ?? UnstructuredMap.Empty;
        var ports = spec.Maps("ports").ToList();
        foreach (var address in Own(service))
        {
            foreach (var port in ports) yield return new(address, Number(port, "port"), port);
        }

        var open = ports.Where(port => port.Number("nodePort") is > 0).ToList();
        if (open.Count == 0) yield break;
        foreach (var address in Chosen(service, nodes).SelectMany(OfNode))
        {
            foreach (var port in open) yield return new(address, Number(port, "nodePort"), port);
        }
    }

    /// <summary>The addresses of a Service's own: of its load balancer, those asked for included, and its external IPs.</summary>
    /// <param name="service">The Service.</param>
    /// <returns>IP addresses and host names.</returns>
    public static IEnumerable<string> Own(UnstructuredMap service)
    {
        var spec = service.Map("spec") ?? UnstructuredMap.Empty;
        var balancer = service.Map("status")?.Map("loadBalancer")?.Maps("ingress") ?? [];
        return spec.List("externalIPs").OfType<string>()
            .Concat(balancer.SelectMany(item => new[] { item.Text("ip"), item.Text("hostname") }).OfType<string>())
            .Concat(spec.Text("loadBalancerIP") is { Length: > 0 } asked ? [asked] : []).Distinct(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The addresses of a node.</summary>
    /// <param name="node">The node.</param>
    /// <returns>The addresses, those that can be reached from outside first.</returns>
    public static IEnumerable<string> OfNode(UnstructuredMap node)
    {
        var all = (node.Map("status")?.Maps("addresses") ?? []).ToList();
        return AddressTypes.SelectMany(type => all.Where(item => item.Text("type") == type))
            .Select(item => item.Text("address")).OfType<string>().Distinct(StringComparer.Ordinal);
    }

    private static IEnumerable<UnstructuredMap> Chosen(UnstructuredMap service, IEnumerable<UnstructuredMap> nodes)
    {
        var selector = Selector(service.Map("metadata")?.Map("annotations")?.Text(NodeSelector));
        return nodes.Where(node => selector.Selects(node.Map("metadata")?.Map("labels") ?? UnstructuredMap.Empty));
    }

    /// <summary>A selector that is no JSON of labels chooses every node: istiod logs it and goes on.</summary>
    private static UnstructuredMap Selector(string? text)
    {
        if (text is null) return UnstructuredMap.Empty;
        try
        {
            var labels = JsonSerializer.Deserialize<Dictionary<string, string>>(text) ?? [];
            return UnstructuredMap.Of([.. labels.Select(label => (label.Key, (object?)label.Value))]);
        }
        catch (JsonException)
        {
            return UnstructuredMap.Empty;
        }
    }

    private static int Number(UnstructuredMap port, string key) => (int)Math.Clamp(port.Number(key) ?? 0, 0, ushort.MaxValue);
}
