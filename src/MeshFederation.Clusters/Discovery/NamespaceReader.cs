using MeshFederation.Clusters.Api;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Mesh;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Discovery;

/// <summary>Reads what labels of namespaces say.</summary>
internal static class NamespaceReader
{
    /// <summary>All namespaces with their labels. Who may not list them can still be told the rest.</summary>
    public static async Task<ValueList<MeshNamespace>> AllAsync(KubernetesApi api, Action<string> warn, CancellationToken ct)
    {
        try
        {
            var list = await api.ListAsync(ResourceKinds.Namespace, null, null, ct).ConfigureAwait(false);
            return list.Item.Select(item => new MeshNamespace(item.Name(), item.Metadata().Map("labels").ToLabels()))
                .OrderBy(item => item.Name, StringComparer.Ordinal).ToValueList();
        }
        catch (ApiException exception) when (exception.ErrorId is MeshErrorId.Forbidden)
        {
            warn("Namespaces may not be listed, so it is not known which of them istiod looks at, and which are in ambient mode.");
            return [];
        }
    }

    /// <summary>The namespaces whose pods run in ambient mode.</summary>
    public static ValueList<string> Ambient(IEnumerable<MeshNamespace> namespaces) =>
        namespaces.Where(item => AmbientMode.IsSaid(item.Label.GetValueOrDefault(AmbientMode.Label)))
            .Select(item => item.Name).ToValueList();

    /// <summary>
    /// The network of the pods, which Istio reads from its own namespace (istio pilot/pkg/serviceregistry/kube/controller/network.go).
    /// </summary>
    public static async Task<string?> NetworkAsync(KubernetesApi api, string home, CancellationToken ct) =>
        (await api.GetAsync(ResourceKinds.Namespace, null, home, ct).ConfigureAwait(false))?.Label(IstiodLabels.Network);
}
