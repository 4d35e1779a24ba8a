using MeshFederation.Clusters.Api;
using MeshFederation.Model.Collections;

namespace MeshFederation.Clusters.Discovery;

/// <summary>Reads what labels of namespaces say.</summary>
internal static class NamespaceReader
{
    public static async Task<ValueList<string>> AmbientAsync(KubernetesApi api, CancellationToken ct)
    {
        var list = await api.ListAsync(ResourceKinds.Namespace, null, "istio.io/dataplane-mode=ambient", ct).ConfigureAwait(false);
        return list.Item.Select(LiveObject.Name).Order(StringComparer.Ordinal).ToValueList();
    }

    /// <summary>The network of the pods, which Istio reads from its own namespace (istio pilot/pkg/serviceregistry/kube/controller/network.go).</summary>
    public static async Task<string?> NetworkAsync(KubernetesApi api, string home, CancellationToken ct) =>
        (await api.GetAsync(ResourceKinds.Namespace, null, home, ct).ConfigureAwait(false))?.Label("topology.istio.io/network");
}
