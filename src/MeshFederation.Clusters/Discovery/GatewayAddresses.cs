using MeshFederation.Clusters.Api;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Discovery;

/// <summary>Where other clusters reach a gateway: addresses, and the port they have it on.</summary>
/// <param name="Address">IP addresses or host names.</param>
/// <param name="Port">The port.</param>
internal sealed record GatewayAddresses(ValueList<string> Address, int Port)
{
    private const int MostNodes = 3;

    /// <summary>Reads the addresses: those of the load balancer, else the external IPs, else those of nodes.</summary>
    /// <exception cref="MeshException">There are none; the message names the Service and why.</exception>
    public static async Task<GatewayAddresses> ReadAsync(KubernetesApi api, DiscoveryTarget target, GatewayService service, GatewayPort port, Task<GatewayPods> pods, CancellationToken ct)
    {
        if (Balanced(service.Content) is { Count: > 0 } balanced) return new(balanced, port.Number);
        if (service.Content.Spec().List("externalIPs").OfType<string>().ToValueList() is { Count: > 0 } external) return new(external, port.Number);
        if (service.Type is not "NodePort" || port.NodePort is not { } nodePort) throw DiscoveryErrors.NoAddress(target, service, port);
        var nodes = service.OnlyLocalNodes ? (await pods.ConfigureAwait(false)).Node : null;
        var addresses = OfNodes((await api.ListAsync(ResourceKinds.Node, null, null, ct).ConfigureAwait(false)).Item, nodes);
        return addresses.Count > 0 ? new(addresses, nodePort) : throw DiscoveryErrors.NoNode(target, service);
    }

    private static ValueList<string> Balanced(UnstructuredMap service) =>
        (service.Status().Map("loadBalancer") ?? UnstructuredMap.Empty).Maps("ingress")
            .Select(entry => entry.Text("ip") is { Length: > 0 } ip ? ip : entry.Text("hostname")?.ToLowerInvariant()).OfType<string>().Distinct(StringComparer.Ordinal).ToValueList();

    /// <summary>The addresses of some nodes that are ready, those that can be reached from outside before others.</summary>
    private static ValueList<string> OfNodes(IEnumerable<UnstructuredMap> nodes, IReadOnlySet<string>? only) => nodes
        .Where(node => node.Is("Ready") && (only is null || only.Contains(node.Name())))
        .OrderBy(LiveObject.Name, StringComparer.Ordinal)
        .Select(node => OfType(node, "ExternalIP") ?? OfType(node, "InternalIP")).OfType<string>().Take(MostNodes).ToValueList();

    private static string? OfType(UnstructuredMap node, string type) =>
        node.Status().Maps("addresses").FirstOrDefault(address => address.Text("type") == type)?.Text("address");
}
