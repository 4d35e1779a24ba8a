using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

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
            var cluster = federation.In(filter.Cluster).Cluster;
            var version = cluster.IstioVersion;
            var (wanted, other) = (TcpClusterRewrite.FieldIn(version), TcpClusterRewrite.DroppedIn(version));
            foreach (var value in EnvoyPatches.For(filter, version).Select(patch => patch.Map("patch")?.Map("value"))
                .OfType<UnstructuredMap>())
            {
                if (!TcpClusterRewrite.Is(value) || !value.Has(other)) continue;
                yield return new(
                    cluster,
                    (report, message, cause) => report.At(filter, value, other, message, cause),
                    $"Istio {version} takes {wanted}, not {other}.",
                    $"the Istio of {cluster.Name} takes {other}",
                    new(filter));
            }
        }
    }
}
