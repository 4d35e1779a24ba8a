using MeshFederation.Clusters.Api;
using MeshFederation.Istio.Gateways;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Ports;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Discovery;

/// <summary>Reads where other clusters reach a gateway: at the addresses of its Service, else at nodes.</summary>
internal sealed record GatewayAddressReader(KubernetesApi Api, DiscoveryTarget Target, GatewayService Service, Action<string> Warn)
{
    private const int MostNodes = 3;

    /// <summary>Reads the addresses.</summary>
    /// <param name="port">The port of the Service; null when callers were told another, which something in front of it has.</param>
    /// <param name="pods">The gateway's pods.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <exception cref="MeshException">There are none; the message names the Service and why.</exception>
    public async Task<GatewayAddresses> ReadAsync(ServicePort? port, Task<GatewayPods> pods, CancellationToken ct)
    {
        if (Service.Address is { Count: > 0 } own) return new(own, port?.Number ?? 0);
        if (Service.Type is not ServiceTypes.NodePort || port?.NodePort is not { } nodePort)
            throw DiscoveryErrors.NoAddress(Target, Service, port);
        var local = Service.OnlyLocalNodes ? (await pods.ConfigureAwait(false)).Node : null;
        var nodes = (await Api.ListAsync(ResourceKinds.Node, null, null, ct).ConfigureAwait(false)).Item;
        var addresses = Of(nodes.Where(node => node.Is(StatusConditions.Ready) && (local is null || local.Contains(node.Name()))));
        return addresses.Count > 0 ? new(addresses, nodePort) : throw DiscoveryErrors.NoNode(Target, Service);
    }

    /// <summary>The addresses of some nodes that have the gateway.</summary>
    private ValueList<string> Of(IEnumerable<UnstructuredMap> nodes)
    {
        if (OutsideAddresses.SelectorOfNodes(Service.Content) is null)
        {
            Warn($"The annotation {OutsideAddresses.NodeSelector} of the {Service.Title} is no map in JSON, so all nodes are taken to have "
                + "the gateway.");
        }

        return OutsideAddresses.Chosen(Service.Content, nodes).OrderBy(LiveObject.Name, StringComparer.Ordinal)
            .Select(OutsideAddresses.ToldOfNode).OfType<string>().Take(MostNodes).ToValueList();
    }
}
