using MeshFederation.Model.Clusters;

namespace MeshFederation.Clusters.Discovery;

/// <summary>Which istiod configures a gateway: that of the revision its pods belong to, which may be another than the cluster's.</summary>
/// <param name="Revision">The revision; empty when no pod tells it.</param>
/// <param name="Version">The version of that istiod where it is another than the cluster's, else null.</param>
internal sealed record GatewayIstiod(string Revision, IstioVersion? Version)
{
    /// <summary>Finds it. Of pods of several revisions the one with the oldest istiod counts.</summary>
    public static async Task<GatewayIstiod> FindAsync(
        RevisionTags tags,
        IReadOnlyList<ControlPlane> planes,
        ControlPlane chosen,
        GatewayPods? pods,
        Action<string> warn,
        CancellationToken ct)
    {
        var known = new List<ControlPlane>();
        foreach (var revision in pods?.Revision ?? [])
        {
            var plane = Of(planes, chosen, revision)
                ?? Of(planes, chosen, await tags.RevisionAsync(revision, chosen.Namespace, ct).ConfigureAwait(false));
            if (plane is not null) known.Add(plane);
            else if (chosen.IsHere) return Unknown(revision, chosen, warn);
            else return new(revision, null);
        }

        var others = known.Where(plane => plane != chosen).OrderBy(plane => plane.Version is null).ThenBy(plane => plane.Version).ToList();
        if (others.Count == 0) return new(known.Count == 0 ? "" : chosen.Revision, null);
        if (others[0].Version is null) return Unknown(others[0].Revision, chosen, warn);
        warn($"Pods of its gateway belong to the istiod '{others[0].Revision}' ({Said(others[0])}), and not to '{chosen.Revision}' "
            + $"({Said(chosen)}), whose mesh configuration is taken. How the gateway passes calls on is planned by its own istiod.");
        return new(others[0].Revision, others[0].Version);
    }

    private static GatewayIstiod Unknown(string revision, ControlPlane chosen, Action<string> warn)
    {
        warn($"Pods of its gateway belong to the revision '{revision}' of Istio, and no istiod of it with a known version was found, "
            + $"so how the gateway passes calls on is planned by that of '{chosen.Revision}' ({Said(chosen)}).");
        return new(revision, null);
    }

    private static ControlPlane? Of(IReadOnlyList<ControlPlane> planes, ControlPlane chosen, string? revision) =>
        chosen.Revision == revision
        ? chosen
        : planes.Where(plane => plane.Revision == revision).OrderBy(plane => plane.Namespace == chosen.Namespace ? 0 : 1).FirstOrDefault();

    private static string Said(ControlPlane plane) => plane.Version?.ToString() ?? "of unknown version";
}
