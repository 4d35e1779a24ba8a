using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.InCluster;

internal sealed class CredentialWrong : Rule
{
    public override string Id => "MF2026";

    public override string Title => "The Secret that a Gateway names holds a certificate that is valid, and its key.";

    public override string Recommendation => "Write tls.crt and tls.key, or cert and key, of a certificate that has not expired.";

    public override string Source => "pkg/config/analysis/analyzers/gateway/secret.go (IST0161)";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var credential in GatewayCredential.Of(federation))
        {
            if (credential.Secret is { } secret && Fault(secret, federation.Now) is { } fault)
                report.At(credential.Gateway, credential.Tls, "credentialName", $"{secret} {fault}", new Cause(secret));
        }
    }

    private static string? Fault(MeshManifest secret, DateTimeOffset now)
    {
        var (certificate, key) = SecretTexts.Of(secret.Content, SecretTexts.TlsCertificate) is { Length: > 0 } pem
            ? (pem, SecretTexts.Of(secret.Content, SecretTexts.TlsKey))
            : (SecretTexts.Of(secret.Content, "cert"), SecretTexts.Of(secret.Content, "key"));
        if (certificate is not { Length: > 0 } || key is not { Length: > 0 })
            return "has no certificate and key under tls.crt and tls.key.";
        try
        {
            using var parsed = X509Certificate2.CreateFromPem(certificate);
            return parsed.NotAfter.ToUniversalTime() < now.UtcDateTime
                ? FormattableString.Invariant(
                    $"has a certificate that expired at {parsed.NotAfter.ToUniversalTime():yyyy-MM-dd HH:mm} UTC.")
                : null;
        }
        catch (CryptographicException)
        {
            return "has no certificate that can be read.";
        }
    }
}
