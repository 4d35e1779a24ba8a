using MeshFederation.Istio.Mesh;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Discovery;

/// <summary>Chooses among the control planes of a cluster the one that is meant.</summary>
internal sealed record ControlPlaneChoice(RevisionTags Tags, DiscoveryTarget Target, DiscoveryOptions Options, Action<string> Warn)
{
    /// <summary>Chooses.</summary>
    /// <returns>The control plane; where none runs there and its version was given, one that runs elsewhere.</returns>
    /// <exception cref="MeshException">There is none, none of the revision, or several namespaces have one.</exception>
    public async Task<ControlPlane> ChooseAsync(IReadOnlyList<ControlPlane> all, CancellationToken ct)
    {
        var planes = InNamespace(all);
        if (planes.Count == 0) return Outside(() => DiscoveryErrors.NoIstio(Target, Options, all));
        var plane = await OfRevisionAsync(planes, ct).ConfigureAwait(false);
        if (plane is null) return Outside(() => DiscoveryErrors.NoRevision(Target, Options.Revision!, planes));
        if (plane.Ready == 0) Warn($"No pod of istiod '{plane.Revision}' is ready, so its proxies are told nothing new.");
        return plane;
    }

    private ControlPlane Outside(Func<MeshException> error)
    {
        if (Options.IstioVersion is not { } version) throw error();
        var which = Options.Revision is { } revision ? $" of the revision '{revision}'" : "";
        Warn($"No istiod{which} was found, so what was not given is read without it.");
        return ControlPlane.Outside(Options.IstioNamespace ?? MeshCluster.UsualNamespace, Options.Revision, version);
    }

    private async Task<ControlPlane?> OfRevisionAsync(IReadOnlyList<ControlPlane> planes, CancellationToken ct)
    {
        if (Options.Revision is { } revision)
        {
            return Of(planes, revision) ?? Of(planes, await Tags.RevisionAsync(revision, planes[0].Namespace, ct).ConfigureAwait(false));
        }

        if (planes.Count == 1) return planes[0];
        var tagged = await Tags.RevisionAsync(Revisions.Default, planes[0].Namespace, ct).ConfigureAwait(false)
            ?? Revisions.Default;
        return Of(planes, tagged) ?? Newest(planes);
    }

    private IReadOnlyList<ControlPlane> InNamespace(IReadOnlyList<ControlPlane> all)
    {
        if (Options.IstioNamespace is { } wanted) return [.. all.Where(plane => plane.Namespace == wanted)];
        var meant = Options.Revision is { } revision && all.Any(plane => plane.Revision == revision)
            ? [.. all.Where(plane => plane.Revision == revision)]
            : all;
        var usual = meant.Where(plane => plane.Namespace == MeshCluster.UsualNamespace).ToArray();
        if (usual.Length > 0) return usual;
        return meant.Select(plane => plane.Namespace).Distinct(StringComparer.Ordinal).Count() > 1
            ? throw DiscoveryErrors.SeveralNamespaces(Target, meant)
            : meant;
    }

    private static ControlPlane? Of(IReadOnlyList<ControlPlane> planes, string? revision) =>
        planes.FirstOrDefault(plane => plane.Revision == revision);

    private ControlPlane Newest(IReadOnlyList<ControlPlane> planes)
    {
        var newest = planes.MaxBy(plane => plane.Version)!;
        var revisions = string.Join(", ", planes.Select(plane => $"{plane.Revision} ({plane.Version?.ToString() ?? "unknown"})"));
        Warn($"Istio runs in the revisions {revisions}, and none is the default; the newest, {newest.Revision}, is taken. "
            + "Choose with -Revision.");
        return newest;
    }
}
