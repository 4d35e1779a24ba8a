using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Versions;

namespace MeshFederation.Analysis.Rules.Versions;

internal sealed class FilterConfigForm : VersionRule
{
    public override string Id => "MF4008";

    public override string Title =>
        "The configuration of tcp_cluster_rewrite is typed_config with its type from Istio 1.7 on, and config before.";

    public override string Recommendation =>
        "Write typed_config with the '@type' of TcpClusterRewrite, or config without a type where Istio is 1.6 or older.";

    public override string Source => "istio/api envoy/config/filter/network/tcp_cluster_rewrite/v2alpha1/config.proto";

    public override IEnumerable<VersionFault> Find(FederationView federation)
    {
        foreach (var filter in federation.Of(IstioKind.EnvoyFilter))
        {
            if (federation.Mesh[filter.Cluster] is not { } view) continue;
            var (cluster, versions) = (view.Facts, PossibleVersions.Of(view));
            foreach (var patch in filter.Spec.Maps(EnvoyPatch.Field).Where(TcpClusterRewrite.IsIn))
            {
                var given = EnvoyPatches.Among(versions, patch);
                if (given.Count == 0 || patch.Map("patch")?.Map("value") is not { } value) continue;
                var form = given.FirstOrDefault(IstioBehavior.TypedFilterConfig) ?? given[0];
                var (wanted, other) = (TcpClusterRewrite.FieldIn(form), TcpClusterRewrite.DroppedIn(form));
                if (!value.Has(other)) continue;
                var isSure = given.Count == versions.Count && given.All(version => TcpClusterRewrite.FieldIn(version) == wanted);
                yield return new(
                    cluster,
                    (report, message, cause) => report.At(filter, value, other, message, cause),
                    $"Istio {form} takes {wanted}, not {other}.",
                    isSure ? null : $"the Istio of {cluster.Name} takes {other}",
                    new(filter));
            }
        }
    }
}
