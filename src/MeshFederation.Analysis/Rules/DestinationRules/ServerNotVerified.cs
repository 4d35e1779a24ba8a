using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Versions;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.DestinationRules;

internal sealed class ServerNotVerified : VersionRule
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

    public override IEnumerable<VersionFault> Find(FederationView federation)
    {
        foreach (var (rule, policies) in federation.TrafficPolicies)
        {
            var cluster = federation.In(rule.Cluster).Cluster;
            foreach (var policy in policies)
            {
                if (policy.Map.Map("tls") is { } tls && Fault(rule, tls, cluster) is { } fault) yield return fault;
            }
        }
    }

    private static VersionFault? Fault(MeshManifest rule, UnstructuredMap tls, MeshCluster cluster) =>
        tls.Text("mode") is TlsModes.Simple or TlsModes.Mutual ? OfMode(rule, tls, cluster) : null;

    private static VersionFault? OfMode(MeshManifest rule, UnstructuredMap tls, MeshCluster cluster)
    {
        if (tls.Says("caCertificates") || tls.IsTrue("insecureSkipVerify")) return null;
        if (tls.Says("credentialName"))
        {
            if (rule.Spec.Has("workloadSelector")) return null;
            return new(
                cluster,
                (report, message, cause) => report.At(rule, tls, "credentialName", message, cause),
                "credentialName holds at gateways; sidecars read it only where the DestinationRule has a workloadSelector.",
                Question: null);
        }

        var isVerified = cluster.IsVersionAssumed
            ? !IstioBehavior.Serves(IstioBehavior.LastToVerifyNoServer, rule)
            : IstioBehavior.VerifiesServersByItself(cluster.IstioVersion);
        if (isVerified) return null;
        return new(
            cluster,
            (report, message, cause) => report.At(rule, tls, "caCertificates", message, cause),
            $"The mode {tls.Text("mode")} verifies no certificate without caCertificates before Istio 1.21.",
            $"proxies of {cluster.Name} verify a server's certificate without caCertificates, as they do from Istio 1.21 on,");
    }
}
