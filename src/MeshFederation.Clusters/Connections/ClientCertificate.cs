using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MeshFederation.Clusters.Connections;

/// <summary>Makes client certificates of PEM.</summary>
internal static class ClientCertificate
{
    /// <summary>The certificate with its key.</summary>
    /// <exception cref="CryptographicException">The PEM holds none, or they do not belong together.</exception>
    public static X509Certificate2 Of(string certificate, string key)
    {
        var pair = X509Certificate2.CreateFromPem(certificate, key);
        if (!OperatingSystem.IsWindows()) return pair;
        // SChannel does not take a key that lives in memory only (dotnet/runtime#23749).
        using (pair) return new(pair.Export(X509ContentType.Pkcs12));
    }
}
