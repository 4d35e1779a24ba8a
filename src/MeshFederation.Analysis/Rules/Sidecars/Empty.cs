using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.Sidecars;

internal sealed class Empty : ObjectRule
{
    private static readonly string[] Parts = ["egress", "ingress"];
    private static readonly string[] Maps = [MeshConfigWords.OutboundPolicy, "inboundConnectionPool"];

    public override string Id => "MF1901";

    public override string Title => "A Sidecar says something: egress, ingress, an outbound policy or an inbound connection pool.";

    public override string Recommendation =>
        "Name in egress what the workloads call, as egress: [{hosts: ['./*', 'istio-system/*']}], or remove the Sidecar.";

    public override string Source => "pkg/config/validation/validation.go ValidateSidecar";

    protected override string Kind => IstioKind.Sidecar;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        if (!Array.Exists(Parts, manifest.Spec.Says) && !Array.Exists(Maps, manifest.Spec.Has))
            report.On(manifest, "It says nothing, and is refused.");
    }
}
