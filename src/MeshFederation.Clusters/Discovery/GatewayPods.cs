using MeshFederation.Clusters.Api;
using MeshFederation.Istio.Versions;
using MeshFederation.Model.Clusters;

namespace MeshFederation.Clusters.Discovery;

/// <summary>The pods of a gateway.</summary>
/// <param name="Ready">How many are ready.</param>
/// <param name="Node">The nodes of those that are ready.</param>
/// <param name="Version">The oldest version of their proxies; null when no image tells one.</param>
internal sealed record GatewayPods(int Ready, IReadOnlySet<string> Node, IstioVersion? Version)
{
    public static async Task<GatewayPods> ReadAsync(KubernetesApi api, GatewayService service, CancellationToken ct)
    {
        var selector = string.Join(',', service.Selector.Select(label => $"{label.Key}={label.Value}"));
        var pods = (await api.ListAsync(ResourceKinds.Pod, service.Namespace, selector, ct).ConfigureAwait(false)).Item;
        var ready = pods.Where(pod => pod.Is("Ready")).ToArray();
        var images = pods.SelectMany(pod => pod.Spec().Maps("containers").Concat(pod.Spec().Maps("initContainers"))).Where(container => container.Text("name") == "istio-proxy");
        return new(
            ready.Length,
            ready.Select(pod => pod.Spec().Text("nodeName")).OfType<string>().ToHashSet(StringComparer.Ordinal),
            images.Select(container => IstioImage.Version(container.Text("image"))).OfType<IstioVersion>().Min());
    }
}
