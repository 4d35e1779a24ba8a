using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.Gateways;

internal sealed class RedirectUnfit : ObjectRule
{
    public override string Id => "MF1411";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "Only HTTP servers redirect to HTTPS.";

    public override string Recommendation => "Move tls.httpsRedirect to the server of port 80.";

    public override string Source => "pkg/config/validation/validation.go ValidateGateway";

    protected override string Kind => IstioKind.Gateway;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        foreach (var server in manifest.Spec.Maps("servers"))
        {
            if (server.Map("tls") is { } tls
                && tls.IsTrue("httpsRedirect")
                && !IstioProtocolText.IsHttp(server.Map("port")?.Text("protocol") ?? ""))
            {
                report.At(manifest, tls, "httpsRedirect", "The server is not one of HTTP, so it redirects nothing.");
            }
        }
    }
}
