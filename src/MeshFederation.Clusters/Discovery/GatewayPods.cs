using MeshFederation.Clusters.Api;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Mesh;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Versions;
using MeshFederation.Model.Clusters;

namespace MeshFederation.Clusters.Discovery;

/// <summary>The pods of a gateway.</summary>
/// <param name="Ready">How many are ready.</param>
/// <param name="Node">The nodes of those that are ready.</param>
/// <param name="Version">The oldest version of their proxies; null when no image tells one.</param>
internal sealed record GatewayPods(int Ready, IReadOnlySet<string> Node, IstioVersion? Version)
{
    /// <summary>The numbers of the ports that their containers name.</summary>
    public IReadOnlyDictionary<string, int> Port { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>The revisions of Istio that they belong to, or tags of revisions, sorted.</summary>
    public IReadOnlyList<string> Revision { get; init; } = [];

    public static async Task<GatewayPods> ReadAsync(KubernetesApi api, GatewayService service, CancellationToken ct)
    {
        var selector = string.Join(',', service.Selector.Select(label => $"{label.Key}={label.Value}"));
        var all = await api.ListAsync(ResourceKinds.Pod, service.Namespace, selector, ct).ConfigureAwait(false);
        var pods = all.Item.Where(PodObjects.Counts).ToArray();
        var ready = pods.Where(pod => pod.Is(StatusConditions.Ready)).ToArray();
        return new(
            ready.Length,
            ready.Select(pod => pod.Spec().Text("nodeName")).OfType<string>().ToHashSet(StringComparer.Ordinal),
            IstioImage.Oldest(pods.Select(LiveObject.Spec), ControlPlaneNames.Proxy))
        {
            Port = PodObjects.NamedPorts(pods.Select(LiveObject.Spec)),
            Revision = [.. pods.Select(Revisions.Of).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        };
    }
}
