using System.Text;
using System.Text.Json;
using MeshFederation.Clusters.Api;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Discovery;

/// <summary>Reads where other clusters reach a gateway: at the addresses of its Service, else at nodes.</summary>
internal sealed record GatewayAddressReader(KubernetesApi Api, DiscoveryTarget Target, GatewayService Service, Action<string> Warn)
{
    /// <summary>
    /// Chooses the nodes that have the gateway (istio pilot/pkg/serviceregistry/kube/controller/util.go getNodeSelectorsForService).
    /// </summary>
    private const string NodeSelector = "traffic.istio.io/nodeSelector";

    private const int MostNodes = 3;

    /// <summary>Reads the addresses.</summary>
    /// <param name="port">The port of the Service; null when callers were told another, which something in front of it has.</param>
    /// <param name="pods">The gateway's pods.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <exception cref="MeshException">There are none; the message names the Service and why.</exception>
    public async Task<GatewayAddresses> ReadAsync(GatewayPort? port, Task<GatewayPods> pods, CancellationToken ct)
    {
        if (Service.Address is { Count: > 0 } own) return new(own, port?.Number ?? 0);
        if (Service.Type is not "NodePort" || port?.NodePort is not { } nodePort) throw DiscoveryErrors.NoAddress(Target, Service, port);
        var local = Service.OnlyLocalNodes ? (await pods.ConfigureAwait(false)).Node : null;
        var nodes = (await Api.ListAsync(ResourceKinds.Node, null, null, ct).ConfigureAwait(false)).Item;
        var addresses = Of(nodes.Where(node => node.Is("Ready") && (local is null || local.Contains(node.Name()))), Selector());
        return addresses.Count > 0 ? new(addresses, nodePort) : throw DiscoveryErrors.NoNode(Target, Service);
    }

    private LabelSet Selector()
    {
        if (Service.Content.Metadata().Map("annotations")?.Text(NodeSelector) is not { Length: > 0 } json) return LabelSet.Empty;
        try
        {
            return ((UnstructuredMap?)Json.Read(Encoding.UTF8.GetBytes(json))).ToLabels();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            Warn($"The annotation {NodeSelector} of the {Service.Title} is no map in JSON, so all nodes are taken to have the gateway.");
            return LabelSet.Empty;
        }
    }

    /// <summary>The addresses of some nodes, those that can be reached from outside before others.</summary>
    private static ValueList<string> Of(IEnumerable<UnstructuredMap> nodes, LabelSet selector) => nodes
        .Where(node => selector.Selects(node.Metadata().Map("labels").ToLabels()))
        .OrderBy(LiveObject.Name, StringComparer.Ordinal)
        .Select(node => OfType(node, "ExternalIP") ?? OfType(node, "InternalIP")).OfType<string>().Take(MostNodes).ToValueList();

    private static string? OfType(UnstructuredMap node, string type) =>
        node.Status().Maps("addresses").FirstOrDefault(address => address.Text("type") == type)?.Text("address");
}
