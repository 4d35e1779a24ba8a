using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MeshFederation.Model.Identity;
using MeshFederation.Planning.Certificates;
using static MeshFederation.Clusters.Tests.Identity.Certificates;

namespace MeshFederation.Clusters.Tests.Identity;

/// <summary>An implementation that is not .NET's takes what is made: chains, names, and handshakes both ways.</summary>
public sealed class OpenSslTests
{
    private const string West = "spiffe://west.example/ns/shop/sa/cart";

    [Theory]
    [InlineData(CertificateKeyAlgorithm.RSA4096)]
    [InlineData(CertificateKeyAlgorithm.ECDSAP384)]
    public void A_workload_below_an_authority_is_verified(CertificateKeyAlgorithm algorithm)
    {
        using var openssl = new OpenSsl();
        var root = Root(algorithm);
        var files = Files(openssl, IntermediateCertificate.Create(root, Cluster("west"), Options with { KeyAlgorithm = algorithm }), West);
        foreach (var purpose in new[] { "sslserver", "sslclient" })
        {
            var (code, text) = Verify(openssl, files, root, "-purpose", purpose);
            Assert.True(code == 0, text);
        }

        var (other, why) = Verify(openssl, files, Root(algorithm));
        Assert.True(other != 0, why);
        var (_, shown) = openssl.Run("x509", "-in", files.Authority, "-noout", "-text");
        foreach (var said in new[] { "CN = west", "CA:TRUE, pathlen:0", "Certificate Sign, CRL Sign" }) Assert.Contains(said, shown);
        Assert.DoesNotContain("Extended Key Usage", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(West, true)]
    [InlineData("spiffe://east.example/ns/shop/sa/cart", false)]
    [InlineData("spiffe://a.west.example/ns/shop/sa/cart", false)]
    public void A_name_constraint_binds_it_to_its_trust_domain(string identity, bool isTaken)
    {
        using var openssl = new OpenSsl();
        var root = Root();
        var made = IntermediateCertificate.Create(root, Cluster("west"), Options with { NameConstraint = true });
        var (code, text) = Verify(openssl, Files(openssl, made, identity), root);
        Assert.True(code == 0 == isTaken, text);
        if (!isTaken) Assert.Contains("permitted subtree violation", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "-tls1_2", "west", "east")]
    [InlineData(true, "-tls1_3", "west", "east")]
    [InlineData(true, "-tls1_3", "east", "west")]
    [InlineData(false, "-tls1_2", "west", "east")]
    [InlineData(false, "-tls1_3", "east", "west")]
    public void A_client_and_a_server_of_openssl_shake_hands_as_the_roots_say(bool isShared, string version, string called, string caller)
    {
        using var openssl = new OpenSsl();
        var root = Root();
        var other = isShared ? root : Root();
        var server = Files(
            openssl, IntermediateCertificate.Create(root, Cluster(called), Options), $"spiffe://{called}/ns/shop/sa/a", "server");
        var client = Files(
            openssl, IntermediateCertificate.Create(other, Cluster(caller), Options), $"spiffe://{caller}/ns/shop/sa/b", "client");
        var port = FreePort();
        string[] check = ["-verify_return_error", "-attime", OpenSsl.At(Now.AddHours(1))];
        using var serving = openssl.Start(
            [
                "s_server", "-accept", $"127.0.0.1:{port}", "-naccept", "1", "-cert", server.Leaf, "-key", server.Key, "-cert_chain",
                server.Authority, "-CAfile", openssl.Write("server-roots.pem", root.Root.Pem), "-Verify", "3", .. check,
            ]);
        try
        {
            for (var line = ""; line != "ACCEPT"; line = serving.StandardOutput.ReadLine()) Assert.NotNull(line);
            var (code, text) = openssl.Run(
                [
                    "s_client", "-connect", $"127.0.0.1:{port}", "-cert", client.Leaf, "-key", client.Key, "-cert_chain", client.Authority,
                    "-CAfile", openssl.Write("client-roots.pem", other.Root.Pem), version, .. check,
                ]);
            Assert.True(code == 0 == isShared, text);
            Assert.True(text.Contains("unable to get local issuer certificate", StringComparison.Ordinal) != isShared, text);
        }
        finally
        {
            serving.Kill();
            serving.WaitForExit();
        }
    }

    internal static (int Code, string Text) Verify(
        OpenSsl openssl, WorkloadFiles files, MeshCertificateAuthority root, params ReadOnlySpan<string> more) => openssl.Run(
            [
                "verify", "-attime", OpenSsl.At(Now.AddHours(1)), "-CAfile", openssl.Write("roots.pem", root.Root.Pem), "-untrusted",
                files.Authority, .. more, files.Leaf,
            ]);

    internal static WorkloadFiles Files(OpenSsl openssl, MeshIntermediateCertificate authority, string identity, string name = "own")
    {
        var (leaf, _) = Workload(authority, identity);
        using (leaf)
        {
            using var key = leaf.GetECDsaPrivateKey()!;
            return new(
                openssl.Write($"{name}.pem", leaf.ExportCertificatePem()),
                openssl.Write($"{name}-key.pem", key.ExportPkcs8PrivateKeyPem()),
                openssl.Write($"{name}-chain.pem", authority.Certificate.Pem + string.Concat(authority.Chain.Select(one => one.Pem))));
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    internal sealed record WorkloadFiles(string Leaf, string Key, string Authority);
}
