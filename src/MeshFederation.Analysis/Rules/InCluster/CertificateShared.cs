using MeshFederation.Istio.Objects;
using MeshFederation.Model.Findings;

namespace MeshFederation.Analysis.Rules.InCluster;

internal sealed class CertificateShared : Rule
{
    public override string Id => "MF2024";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "A certificate is that of one Gateway on a workload.";

    public override string Recommendation =>
        "Use one Gateway for all hosts of the certificate, or a certificate for each: HTTP/2 clients use one connection for all hosts of a "
        + "certificate, and get a 404 from a Gateway that lacks the host.";

    public override string Source =>
        "pkg/config/analysis/analyzers/gateway/certificate.go (IST0138); istio.io docs/ops/common-problems/network-issues, 404 errors";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var cluster in federation.Mesh.Clusters)
        {
            var servers = GatewayServer.Of(cluster)
                .Where(server => server.Content.Map("tls")?.Says("credentialName") is true
                    || server.Content.Map("tls")?.Says("serverCertificate") is true).ToList();
            foreach (var group in servers.GroupBy(
                server => (server.Content.Map("tls")!.Text("credentialName") ?? "", server.Content.Map("tls")!.Text("serverCertificate"))))
            {
                var first = new List<GatewayServer>();
                foreach (var server in group.DistinctBy(server => server.Gateway))
                {
                    if (first.Find(other => other.MayShareWorkload(server, cluster)) is { } twin)
                        report.At(server.Gateway, server.Content, "tls", $"{twin} has the same certificate.");
                    first.Add(server);
                }
            }
        }
    }
}
