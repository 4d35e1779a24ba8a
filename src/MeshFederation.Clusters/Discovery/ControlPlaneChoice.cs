using MeshFederation.Clusters.Api;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Discovery;

/// <summary>Chooses among the control planes of a cluster the one that is meant.</summary>
internal sealed record ControlPlaneChoice(KubernetesApi Api, DiscoveryTarget Target, DiscoveryOptions Options, Action<string> Warn)
{
    /// <summary>Carries the revision that injects where nothing else is said (istio pkg/revisions/default_watcher.go).</summary>
    private const string DefaultTag = "istio-revision-tag-default";

    private static readonly ResourceKind Webhooks = new("admissionregistration.k8s.io", "v1", "mutatingwebhookconfigurations", "MutatingWebhookConfiguration", Namespaced: false);

    /// <summary>Chooses.</summary>
    /// <returns>The control plane, or null where there is none and its version was given.</returns>
    /// <exception cref="MeshException">There is none, none of the revision, or several namespaces have one.</exception>
    public async Task<ControlPlane?> ChooseAsync(IReadOnlyList<ControlPlane> all, CancellationToken ct)
    {
        var planes = InNamespace(all);
        if (planes.Count == 0)
        {
            if (Options.IstioVersion is null) throw DiscoveryErrors.NoIstio(Target, Options, all);
            Warn("No istiod was found, so what was not given is read without it.");
            return null;
        }

        var plane = await OfRevisionAsync(planes, ct).ConfigureAwait(false);
        if (plane.Ready == 0) Warn($"No pod of istiod '{plane.Revision}' is ready, so its proxies are told nothing new.");
        return plane;
    }

    private async Task<ControlPlane> OfRevisionAsync(IReadOnlyList<ControlPlane> planes, CancellationToken ct)
    {
        if (Options.Revision is { } revision) return planes.FirstOrDefault(plane => plane.Revision == revision) ?? throw DiscoveryErrors.NoRevision(Target, revision, planes);
        if (planes.Count == 1) return planes[0];
        var tagged = await TaggedAsync(ct).ConfigureAwait(false) ?? ControlPlane.DefaultRevision;
        return planes.FirstOrDefault(plane => plane.Revision == tagged) ?? Newest(planes);
    }

    private IReadOnlyList<ControlPlane> InNamespace(IReadOnlyList<ControlPlane> all)
    {
        if (Options.IstioNamespace is { } wanted) return [.. all.Where(plane => plane.Namespace == wanted)];
        var usual = all.Where(plane => plane.Namespace == ControlPlanes.UsualNamespace).ToArray();
        if (usual.Length > 0) return usual;
        return all.Select(plane => plane.Namespace).Distinct(StringComparer.Ordinal).Count() > 1 ? throw DiscoveryErrors.SeveralNamespaces(Target, all) : all;
    }

    private async Task<string?> TaggedAsync(CancellationToken ct)
    {
        try
        {
            return (await Api.GetAsync(Webhooks, null, DefaultTag, ct).ConfigureAwait(false))?.Label("istio.io/rev");
        }
        catch (ApiException exception) when (exception.ErrorId is MeshErrorId.Forbidden or MeshErrorId.KindMissing)
        {
            return null;
        }
    }

    private ControlPlane Newest(IReadOnlyList<ControlPlane> planes)
    {
        var newest = planes.MaxBy(plane => plane.Version)!;
        Warn($"Istio runs in the revisions {string.Join(", ", planes.Select(plane => $"{plane.Revision} ({plane.Version})"))}, and none is the default; the newest, {newest.Revision}, is taken. Choose with -Revision.");
        return newest;
    }
}
