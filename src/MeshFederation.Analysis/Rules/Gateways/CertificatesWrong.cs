using MeshFederation.Istio.Gateways;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.Gateways;

internal sealed class CertificatesWrong : ObjectRule
{
    private static readonly string[] All = [.. ServerTls.Named, .. ServerTls.Files];

    public override string Id => "MF1407";

    public override string Title => "A server that ends TLS has its certificates from one place, and all that its mode needs.";

    public override string Recommendation => "Name a Secret in credentialName; ISTIO_MUTUAL takes no certificates.";

    public override string Source => "pkg/config/validation/validation.go validateTLSOptions";

    protected override string Kind => IstioKind.Gateway;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        foreach (var server in manifest.Spec.Maps("servers"))
        {
            if (server.Map("tls") is { } tls) Check(manifest, tls, ServerTls.ModeOf(tls), report);
        }
    }

    private static void Check(MeshManifest manifest, UnstructuredMap tls, string mode, Report report)
    {
        if (mode == TlsModes.IstioMutual)
        {
            if (Array.Find(All, tls.Says) is { } field)
                report.At(manifest, tls, field, $"ISTIO_MUTUAL takes the mesh's certificates, and no {field}.");
            return;
        }

        var sources = ServerTls.Named.Count(tls.Says) + (tls.Says("serverCertificate") && tls.Says("privateKey") ? 1 : 0);
        if (sources > 1) report.At(manifest, tls, "credentialName", "Its certificates come from more than one place.");
        if (mode is not (TlsModes.Simple or TlsModes.Mutual or TlsModes.OptionalMutual)) return;
        if (tls.Says("credentialName") || tls.Says("credentialNames")) return;
        if (mode != TlsModes.Simple && !tls.Says("caCertificates"))
            report.At(manifest, tls, "caCertificates", $"{mode} needs the clients' authority.");
        foreach (var owner in tls.Says("tlsCertificates") ? tls.Maps("tlsCertificates") : [tls])
        {
            if (!owner.Says("serverCertificate") || !owner.Says("privateKey"))
                report.At(manifest, owner, "serverCertificate", $"{mode} needs a certificate and a key.");
        }

        if (mode == TlsModes.Simple && tls.Says("caCrl"))
            report.At(manifest, tls, "caCrl", "SIMPLE asks clients for no certificate, so none can be revoked.");
    }
}
