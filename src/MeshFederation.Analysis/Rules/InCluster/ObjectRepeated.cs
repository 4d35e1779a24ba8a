using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.InCluster;

internal sealed class ObjectRepeated : Rule
{
    public override string Id => "MF2001";

    public override string Title => "No object comes twice in a cluster.";

    public override string Recommendation => "Keep one of the two; whichever is applied last wins.";

    public override string Source => "apimachinery: a kind, a namespace and a name are one object";

    protected override void Examine(FederationView federation, Report report)
    {
        var seen = new Dictionary<(string Cluster, string Kind, string Namespace, string Name), MeshManifest>();
        foreach (var manifest in federation.Manifests)
        {
            if (manifest.Name.Length == 0) continue;
            var key = (manifest.Cluster, IstioKind.Of(manifest), manifest.Namespace, manifest.Name);
            if (seen.TryAdd(key, manifest)) continue;
            var first = seen[key].Source is { } source ? FormattableString.Invariant($" It is in {source.File}:{source.Line} already.") : "";
            report.On(manifest, $"{manifest} comes twice.{first}");
        }
    }
}
