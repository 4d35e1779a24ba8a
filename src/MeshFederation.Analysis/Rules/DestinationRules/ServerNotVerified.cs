using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Versions;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.DestinationRules;

internal sealed class ServerNotVerified : PolicyRule
{
    public override string Id => "MF1214";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "Client TLS of mode SIMPLE or MUTUAL says by which authority the server's certificate is verified.";

    public override string Recommendation =>
        "Add caCertificates, or use ISTIO_MUTUAL for hosts of the mesh; choose the sidecars that shall read credentialName by a "
        + "workloadSelector.";

    public override string Source =>
        "pkg/config/analysis/analyzers/destinationrule/ca-certificates.go (IST0128, IST0129); pilot/pkg/features/pilot.go "
        + "VERIFY_CERTIFICATE_AT_CLIENT";

    protected override void Check(MeshManifest manifest, TrafficPolicy policy, ClusterView cluster, Report report)
    {
        if (policy.Map.Map("tls") is not { } tls || tls.Text("mode") is not ("SIMPLE" or "MUTUAL")) return;
        if (tls.Says("caCertificates") || tls.IsTrue("insecureSkipVerify")) return;
        if (!tls.Says("credentialName"))
        {
            if (IstioBehavior.VerifiesServersByItself(cluster.Cluster.IstioVersion)) return;
            report.At(manifest, tls, "caCertificates",
                $"The mode {tls.Text("mode")} verifies no certificate without caCertificates before Istio 1.21.");
        }
        else if (!manifest.Spec.Has("workloadSelector"))
        {
            report.At(manifest, tls, "credentialName",
                "credentialName holds at gateways; sidecars read it only where the DestinationRule has a workloadSelector.");
        }
    }
}
