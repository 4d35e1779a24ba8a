using System.IO.Pipes;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using MeshFederation.Istio.Identity.Certificates;
using MeshFederation.Model.Identity;
using static MeshFederation.Clusters.Tests.Identity.Certificates;

namespace MeshFederation.Clusters.Tests.Identity;

/// <summary>Real handshakes between a workload of each of two clusters.</summary>
internal static class Handshake
{
    /// <summary>Whether a workload of one cluster can call one of another; each has the roots that its certificate says.</summary>
    public static async Task<bool> WorksAsync(MeshIntermediateCertificate client, MeshIntermediateCertificate server)
    {
        var (calling, serving) = (Workload(client, "spiffe://west.example/ns/a/sa/a"), Workload(server, "spiffe://east.example/ns/b/sa/b"));
        using var pipe = new AnonymousDuplex();
        var served = AuthenticateServerAsync(pipe.Server, serving, server);
        try
        {
            await AuthenticateClientAsync(pipe.Client, calling, client);
        }
        catch (AuthenticationException)
        {
            pipe.Client.Dispose();
            await Assert.ThrowsAnyAsync<Exception>(() => served);
            return false;
        }

        try
        {
            await served;
            return true;
        }
        catch (AuthenticationException)
        {
            return false;
        }
    }

    private static async Task AuthenticateServerAsync(
        Stream stream, (X509Certificate2 Leaf, X509Certificate2Collection Chain) own, MeshIntermediateCertificate authority)
    {
        await using var tls = new SslStream(stream, leaveInnerStreamOpen: true);
        await tls.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions
            {
                ServerCertificateContext = SslStreamCertificateContext.Create(own.Leaf, own.Chain, offline: true),
                ClientCertificateRequired = true,
                RemoteCertificateValidationCallback = (_, certificate, chain, _) => Trusts(authority, certificate, chain),
            },
            TestContext.Current.CancellationToken);
    }

    private static async Task AuthenticateClientAsync(
        Stream stream, (X509Certificate2 Leaf, X509Certificate2Collection Chain) own, MeshIntermediateCertificate authority)
    {
        await using var tls = new SslStream(stream, leaveInnerStreamOpen: true);
        await tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = "outbound_.9080_._.b.default.svc.cluster.local",
                ClientCertificateContext = SslStreamCertificateContext.Create(own.Leaf, own.Chain, offline: true),
                RemoteCertificateValidationCallback = (_, certificate, chain, _) => Trusts(authority, certificate, chain),
            },
            TestContext.Current.CancellationToken);
    }

    /// <summary>As Envoy: by the roots of one's own cluster and the chain that the other sent.</summary>
    private static bool Trusts(MeshIntermediateCertificate own, X509Certificate? certificate, X509Chain? sent)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationTime = Now.UtcDateTime.AddHours(1);
        foreach (var root in own.Root) chain.ChainPolicy.CustomTrustStore.Add(CertificateReading.Open(root));
        if (sent is not null) chain.ChainPolicy.ExtraStore.AddRange(sent.ChainPolicy.ExtraStore);
        return certificate is X509Certificate2 leaf && chain.Build(leaf);
    }

    /// <summary>Two ends of a connection inside the process.</summary>
    private sealed class AnonymousDuplex : IDisposable
    {
        public AnonymousDuplex()
        {
            var name = "meshfederation-" + Guid.NewGuid().ToString("N");
            Server = new NamedPipeServerStream(name, PipeDirection.InOut, 1, PipeTransmissionMode.Byte, PipeOptions.Asynchronous);
            Client = new NamedPipeClientStream(".", name, PipeDirection.InOut, PipeOptions.Asynchronous);
            var waiting = Server.WaitForConnectionAsync(TestContext.Current.CancellationToken);
            Client.Connect();
            waiting.Wait(TestContext.Current.CancellationToken);
        }

        public NamedPipeServerStream Server { get; }

        public NamedPipeClientStream Client { get; }

        public void Dispose()
        {
            Client.Dispose();
            Server.Dispose();
        }
    }
}
