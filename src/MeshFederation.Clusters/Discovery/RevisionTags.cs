using MeshFederation.Clusters.Api;
using MeshFederation.Istio.Mesh;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Discovery;

/// <summary>
/// Tells which revision of Istio a tag means (istio manifests/charts/istio-control/istio-discovery/templates/revision-tags-mwc.yaml).
/// </summary>
internal sealed record RevisionTags(KubernetesApi Api)
{
    private static readonly ResourceKind Webhooks =
        new("admissionregistration.k8s.io", "v1", "mutatingwebhookconfigurations", "MutatingWebhookConfiguration", Namespaced: false);

    /// <summary>The revision of a tag.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="ns">The namespace of istiod, which the names of tags end with unless it is the usual one.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <returns>The revision; null when there is no such tag, or none may be read.</returns>
    public async Task<string?> RevisionAsync(string tag, string ns, CancellationToken ct)
    {
        var name = "istio-revision-tag-" + tag;
        var usual = await ReadAsync(name, ct).ConfigureAwait(false);
        return usual ?? (ns == MeshCluster.UsualNamespace ? null : await ReadAsync($"{name}-{ns}", ct).ConfigureAwait(false));
    }

    private async Task<string?> ReadAsync(string name, CancellationToken ct)
    {
        try
        {
            return await Api.GetAsync(Webhooks, null, name, ct).ConfigureAwait(false) is { } webhook ? Revisions.Labelled(webhook) : null;
        }
        catch (ApiException exception) when (exception.ErrorId is MeshErrorId.Forbidden or MeshErrorId.KindMissing)
        {
            return null;
        }
    }
}
