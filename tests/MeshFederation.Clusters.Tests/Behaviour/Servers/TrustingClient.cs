using System.Security.Cryptography.X509Certificates;

namespace MeshFederation.Clusters.Tests.Behaviour.Servers;

/// <summary>Makes HTTP clients that trust one authority.</summary>
internal static class TrustingClient
{
    /// <summary>A client of a server.</summary>
    /// <param name="address">Where it listens.</param>
    /// <param name="authorityPem">The authority that signed its certificate.</param>
    public static HttpClient For(Uri address, string authorityPem)
    {
        var handler = new SocketsHttpHandler();
        handler.SslOptions.CertificateChainPolicy = new()
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            CustomTrustStore = { X509Certificate2.CreateFromPem(authorityPem) },
        };
        return new(handler) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
    }
}
