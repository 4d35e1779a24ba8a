using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
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
        var (certificate, key) = Read(secret, "tls.crt") is { Length: > 0 } pem
            ? (pem, Read(secret, "tls.key"))
            : (Read(secret, "cert"), Read(secret, "key"));
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

    /// <summary>A text of a Secret, which stands as it is in stringData and in Base64 in data.</summary>
    private static string? Read(MeshManifest secret, string key)
    {
        if (secret.Content.Map("stringData")?.Text(key) is { } plain) return plain;
        if (secret.Content.Map("data")?.Text(key) is not { } coded) return null;
        var bytes = new byte[coded.Length];
        return Convert.TryFromBase64String(coded, bytes, out var length) ? System.Text.Encoding.UTF8.GetString(bytes, 0, length) : "";
    }
}
