using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Versions;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.Versions;

internal sealed class FilterConfigForm : Rule
{
    public override string Id => "MF4008";

    public override string Title =>
        "The configuration of tcp_cluster_rewrite is typed_config with its type from Istio 1.7 on, and config before.";

    public override string Recommendation =>
        "Write typed_config with the '@type' of TcpClusterRewrite, or config without a type where Istio is 1.6 or older.";

    public override string Source => "istio/api envoy/config/filter/network/tcp_cluster_rewrite/v2alpha1/config.proto";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var filter in federation.Of(IstioKind.EnvoyFilter))
        {
            var version = federation.In(filter.Cluster).Cluster.IstioVersion;
            var (wanted, other) = IstioBehavior.TypedFilterConfig(version) ? ("typed_config", "config") : ("config", "typed_config");
            foreach (var value in EnvoyPatches.For(filter, version).Select(patch => patch.Map("patch")?.Map("value"))
                .OfType<UnstructuredMap>())
            {
                if (value.Text("name")?.EndsWith("tcp_cluster_rewrite", StringComparison.Ordinal) is true && value.Has(other))
                    report.At(filter, value, other, $"Istio {version} takes {wanted}, not {other}.", new Cause(filter));
            }
        }
    }
}
