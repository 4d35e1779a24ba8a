using MeshFederation.Istio.Schemas;
using MeshFederation.Istio.Versions;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.Versions;

internal sealed class ApiVersionUnserved : Rule
{
    public override string Id => "MF4003";

    public override string Title => "An object's API version is one that the cluster's Istio serves.";

    public override string Recommendation => "Use the version that the message names; planning chooses it by -IstioVersion of the cluster.";

    public override string Source => "manifests/charts/base/files/crd-all.gen.yaml per version";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var kind in PublishedSchemas.Kinds)
        {
            var sound = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
            foreach (var manifest in federation.AllOf(kind))
            {
                if (sound.TryGetValue(manifest.Cluster, out var known) && known.Contains(manifest.ApiVersion)) continue;
                var cluster = federation.In(manifest.Cluster).Cluster;
                var group = ObjectType.GroupOf(manifest.ApiVersion);
                var served = IstioBehavior.ApiVersions(cluster.IstioVersion, group, manifest.Kind);
                if (served.Contains(manifest.Version, StringComparer.Ordinal))
                {
                    if (known is null) sound.Add(manifest.Cluster, known = new(StringComparer.Ordinal));
                    known.Add(manifest.ApiVersion);
                    continue;
                }

                Tell(report, manifest, cluster, group, served);
            }
        }
    }

    private static void Tell(Report report, MeshManifest manifest, MeshCluster cluster, string group, IReadOnlyList<string> served)
    {
        // What the newest Istio serves is all that older ones do, so that nobody need say the version for it. Whether a version
        // that nobody said serves v1 is not asked: of nearly every file it would be, and an API server says so itself.
        var istio = cluster.IsVersionAssumed ? "Istio, whatever its version," : $"Istio {cluster.IstioVersion}";
        report.At(
            manifest,
            manifest.Content,
            "apiVersion",
            $"{istio} serves {manifest.Kind} as {string.Join(", ", served.Select(item => group + "/" + item))}, not as "
            + $"{manifest.ApiVersion}.",
            new Cause(manifest.ApiVersion));
    }
}
