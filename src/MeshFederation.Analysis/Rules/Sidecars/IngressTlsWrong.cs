using MeshFederation.Istio.Gateways;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.Sidecars;

internal sealed class IngressTlsWrong : ObjectRule
{
    private static readonly string[] Unsupported = ["subjectAltNames", "httpsRedirect", .. ServerTls.Named];

    public override string Id => "MF1903";

    public override string Title => "TLS of an ingress listener of a Sidecar has files of certificates, for a port of HTTPS or TLS.";

    public override string Recommendation =>
        "Set mode SIMPLE or MUTUAL with serverCertificate, privateKey and, for MUTUAL, caCertificates.";

    public override string Source => "pkg/config/validation/validation.go ValidateSidecar";

    protected override string Kind => IstioKind.Sidecar;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        foreach (var listener in manifest.Spec.Maps("ingress"))
        {
            if (listener.Map("tls") is not { } tls) continue;
            foreach (var field in Unsupported.Where(field => tls.Says(field) && !(tls.TryGetValue(field, out var value) && value is false)))
                report.At(manifest, tls, field, $"{field} is for Gateways only.");
            var mode = ServerTls.ModeOf(tls);
            if (mode is TlsModes.IstioMutual or ServerTls.AutoPassthrough)
                report.At(manifest, tls, "mode", $"The mode {mode} is for Gateways only.");
            if (listener.Map("port")?.Text("protocol") is { } protocol && !IstioProtocolText.IsTls(protocol))
                report.At(manifest, listener, "tls", $"The protocol {protocol} has no TLS.");
            if (mode is not (TlsModes.Simple or TlsModes.Mutual or TlsModes.OptionalMutual) || tls.Says("credentialName")) continue;
            foreach (var field in mode == TlsModes.Simple ? ServerTls.Files.Take(2) : ServerTls.Files)
            {
                if (!tls.Says(field)) report.At(manifest, tls, field, $"{mode} needs {field}.");
            }
        }
    }
}
