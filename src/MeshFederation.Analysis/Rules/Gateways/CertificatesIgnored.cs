using MeshFederation.Istio.Gateways;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.Gateways;

internal sealed class CertificatesIgnored : ObjectRule
{
    private static readonly string[] Fields =
        ["caCrl", .. ServerTls.Files, "tlsCertificates", "credentialName", "credentialNames"];

    public override string Id => "MF1408";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "A server that passes TLS on has no certificates.";

    public override string Recommendation => "Remove them: PASSTHROUGH and AUTO_PASSTHROUGH never look inside.";

    public override string Source => "pkg/config/validation/validation.go validateTLSOptions";

    protected override string Kind => IstioKind.Gateway;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        foreach (var server in manifest.Spec.Maps("servers"))
        {
            if (server.Map("tls") is not { } tls) continue;
            if (tls.Text("mode") is not (ServerTls.Passthrough or ServerTls.AutoPassthrough)) continue;
            if (Array.Find(Fields, tls.Says) is { } field)
                report.At(manifest, tls, field, $"{tls.Text("mode")} uses no certificates, so {field} means nothing.");
        }
    }
}
