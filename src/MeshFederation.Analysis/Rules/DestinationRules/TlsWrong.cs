using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.DestinationRules;

internal sealed class TlsWrong : PolicyRule
{
    private static readonly string[] Files = ["clientCertificate", "caCertificates", "privateKey", "caCrl"];

    public override string Id => "MF1207";

    public override string Title =>
        "The certificates of client TLS fit its mode: MUTUAL needs a certificate and a key, and credentialName stands for files.";

    public override string Recommendation =>
        "Use ISTIO_MUTUAL inside the mesh; for MUTUAL give clientCertificate and privateKey, or credentialName alone.";

    public override string Source => "pkg/config/validation/agent/validation.go ValidateTLS";

    protected override void Check(MeshManifest manifest, TrafficPolicy policy, ClusterView cluster, Report report)
    {
        if (policy.Map.Map("tls") is { } tls) Check(manifest, tls, TlsModes.OfClient(tls), report);
    }

    private static void Check(MeshManifest manifest, UnstructuredMap tls, string mode, Report report)
    {
        if (mode is not (TlsModes.Simple or TlsModes.Mutual)) return;
        if (tls.IsTrue("insecureSkipVerify")
            && (tls.Says("caCertificates") || tls.Has("subjectAltNames") || (mode == TlsModes.Simple && tls.Says("credentialName"))))
        {
            report.At(manifest, tls, "insecureSkipVerify", "It skips verification, yet names what to verify against.");
        }

        if (tls.Says("credentialName"))
        {
            if (Array.Find(Files, tls.Says) is { } file) report.At(manifest, tls, file, $"Beside credentialName, {file} is not allowed.");
        }
        else if (mode == TlsModes.Mutual)
        {
            if (!tls.Says("clientCertificate")) report.At(manifest, tls, "clientCertificate", "MUTUAL needs a clientCertificate.");
            if (!tls.Says("privateKey")) report.At(manifest, tls, "privateKey", "MUTUAL needs a privateKey.");
        }
    }
}
