using MeshFederation.Istio.Gateways;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.Gateways;

internal sealed class TlsUnfit : ObjectRule
{
    public override string Id => "MF1406";

    public override string Title =>
        "A server has TLS settings exactly when its protocol is HTTPS or TLS; an HTTP server may redirect to HTTPS.";

    public override string Recommendation => "Use protocol TLS with tls: {mode: AUTO_PASSTHROUGH} for calls between clusters.";

    public override string Source => "pkg/config/validation/validation.go validateServer";

    protected override string Kind => IstioKind.Gateway;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        foreach (var server in manifest.Spec.Maps("servers"))
        {
            if (server.Map("port")?.Text("protocol") is not { } protocol || !IstioProtocolText.IsKnown(protocol)) continue;
            var tls = server.Map("tls");
            if (IstioProtocolText.IsTls(protocol))
            {
                if (tls is null) report.At(manifest, server, "tls", $"The protocol {protocol} needs TLS settings.");
            }
            else if (tls is not null && !(IstioProtocolText.IsHttp(protocol) && RedirectsOnly(tls)))
            {
                report.At(manifest, server, "tls", $"The protocol {protocol} has no TLS.");
            }
        }
    }

    private static bool RedirectsOnly(UnstructuredMap tls) =>
        ServerTls.ModeOf(tls) is ServerTls.Passthrough or ServerTls.AutoPassthrough
        && !tls.Says("caCertificates")
        && !tls.Says("privateKey")
        && !tls.Says("serverCertificate");
}
