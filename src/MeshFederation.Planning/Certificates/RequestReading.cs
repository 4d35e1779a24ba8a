using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MeshFederation.Model.Errors;

namespace MeshFederation.Planning.Certificates;

/// <summary>Reads requests for certificates (PKCS #10), and checks that who asks has the key.</summary>
internal static class RequestReading
{
    public static CertificateRequest Of(string pem, string place)
    {
        try
        {
            return CertificateRequest.LoadSigningRequestPem(
                pem, HashAlgorithmName.SHA256, CertificateRequestLoadOptions.Default, RSASignaturePadding.Pkcs1);
        }
        catch (Exception exception) when (exception is ArgumentException or CryptographicException or NotSupportedException)
        {
            throw new MeshException(
                MeshErrorId.CertificateRequestInvalid,
                MeshErrorKind.InvalidData,
                $"{place} cannot be read as a request for a certificate, or its signature does not fit.",
                "Make it where the key is: Export-MeshCertificateRequest.",
                place);
        }
    }
}
