using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MeshFederation.Planning.Certificates;

/// <summary>
/// What the certificate of an authority says besides its names: that it is one, and what its key is for. It says no extended use of the
/// key, since istiod asks for that of a server where any is said (istio security/pkg/pki/util/keycertbundle.go Verify).
/// </summary>
internal static class AuthorityTemplate
{
    /// <summary>Clocks of clusters differ: a certificate that holds from now on would not hold yet where a clock is behind.</summary>
    public static readonly TimeSpan Before = TimeSpan.FromHours(1);

    private const int SerialBytes = 16;

    /// <summary>Says it in a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="issuer">The certificate of who signs; null for a root.</param>
    /// <param name="below">How many authorities may stand below it; null for as many as there are.</param>
    public static void Fill(CertificateRequest request, X509Certificate2? issuer, int? below)
    {
        var key = new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, below is not null, below ?? 0, critical: true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(key);
        if (issuer is null) return;
        request.CertificateExtensions.Add(
            issuer.Extensions.OfType<X509SubjectKeyIdentifierExtension>().FirstOrDefault() is { } above
                ? X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(above)
                : X509AuthorityKeyIdentifierExtension.CreateFromIssuerNameAndSerialNumber(
                    issuer.IssuerName, issuer.SerialNumberBytes.Span));
    }

    /// <summary>A serial number that nobody can guess: positive, and of the full length.</summary>
    public static byte[] Serial()
    {
        var serial = RandomNumberGenerator.GetBytes(SerialBytes);
        serial[0] = (byte)((serial[0] & 0x7F) | 0x40);
        return serial;
    }
}
