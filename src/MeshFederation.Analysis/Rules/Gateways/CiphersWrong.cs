using MeshFederation.Istio.Objects;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.Gateways;

internal sealed class CiphersWrong : ObjectRule
{
    private static readonly HashSet<string> Known = new(
        [
            "ECDHE-ECDSA-AES128-GCM-SHA256", "ECDHE-RSA-AES128-GCM-SHA256", "ECDHE-ECDSA-AES256-GCM-SHA384", "ECDHE-RSA-AES256-GCM-SHA384",
            "ECDHE-ECDSA-CHACHA20-POLY1305",
            "ECDHE-RSA-CHACHA20-POLY1305", "ECDHE-ECDSA-AES128-SHA", "ECDHE-RSA-AES128-SHA", "ECDHE-ECDSA-AES256-SHA",
            "ECDHE-RSA-AES256-SHA", "AES128-GCM-SHA256", "AES256-GCM-SHA384", "AES128-SHA", "AES256-SHA", "DES-CBC3-SHA", "ALL", "",
        ],
        StringComparer.Ordinal);

    public override string Id => "MF1409";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "Cipher suites are ones that Envoy has, each once, and old versions of TLS name theirs.";

    public override string Recommendation => "Remove the suite, or leave cipherSuites out for Envoy's own.";

    public override string Source =>
        "pkg/config/security/security.go ValidCipherSuites; pkg/config/validation/validation.go validateTLSOptions";

    protected override string Kind => IstioKind.Gateway;

    protected override void Check(MeshManifest manifest, ClusterView cluster, Report report)
    {
        foreach (var server in manifest.Spec.Maps("servers"))
        {
            if (server.Map("tls") is not { } tls) continue;
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var (index, suite) in tls.Texts("cipherSuites"))
            {
                if (!Known.Contains(suite) && char.IsLetterOrDigit(suite[0]))
                    report.At(manifest, tls.List("cipherSuites"), index, $"Envoy has no cipher suite '{suite}'.");
                else if (!seen.Add(suite)) report.At(manifest, tls.List("cipherSuites"), index, $"'{suite}' comes twice.");
            }

            if (tls.Text("minProtocolVersion") is "TLSV1_0" or "TLSV1_1" && !tls.Says("cipherSuites"))
                report.At(manifest, tls, "minProtocolVersion", "TLS before 1.2 works only with cipher suites that must be named.");
        }
    }
}
