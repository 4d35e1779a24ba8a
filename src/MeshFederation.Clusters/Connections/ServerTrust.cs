using System.Globalization;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace MeshFederation.Clusters.Connections;

/// <summary>
/// Decides whether a server's certificate is right, as kubectl does: with a certificate authority only what comes from it is, and the
/// name must be that of the server in any case. (KubernetesClient 21 lets the name go when an authority is given.) What is not right is
/// said.
/// </summary>
/// <param name="Authority">The authority; null for those that this machine trusts.</param>
/// <param name="Title">What the authority is, for messages.</param>
internal sealed record ServerTrust(X509Certificate2Collection? Authority, string Title = "the certificate authority of the context")
{
    /// <summary>The callback of a TLS connection.</summary>
    /// <exception cref="AuthenticationException">The certificate is not right; the message says why.</exception>
    public bool Check(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is not X509Certificate2 server) throw new AuthenticationException("The server shows no certificate.");
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            throw new AuthenticationException(
                $"the server's certificate is for {Names(server)}, not for {(sender as SslStream)?.TargetHostName}; if it is the right "
                + "server, set tls-server-name to one of these names.");
        }

        if (Authority is null)
        {
            if (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors)) throw Untrusted(server, chain!, "this machine");
            return true;
        }

        using var own = new X509Chain();
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        own.ChainPolicy.CustomTrustStore.AddRange(Authority);
        foreach (var element in chain?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
            own.ChainPolicy.ExtraStore.Add(element.Certificate);
        return own.Build(server) || EndsAtAuthority(own) ? true : throw Untrusted(server, own, Title);
    }

    /// <summary>An authority need not be a root: an intermediate certificate that is trusted ends the chain, too.</summary>
    private bool EndsAtAuthority(X509Chain chain) =>
        chain.ChainStatus.All(status => status.Status is X509ChainStatusFlags.PartialChain)
        && chain.ChainElements is [.., var last]
        && Authority!.Contains(last.Certificate);

    private static AuthenticationException Untrusted(X509Certificate2 server, X509Chain chain, string by)
    {
        var expired = chain.ChainElements.FirstOrDefault(
            element => element.ChainElementStatus.Any(status => status.Status is X509ChainStatusFlags.NotTimeValid))?.Certificate;
        return new(expired is null
            ? $"the server's certificate is signed by '{server.Issuer}', which {by} does not trust "
                + $"({string.Join(", ", chain.ChainStatus.Select(status => status.Status))})."
            : string.Create(CultureInfo.InvariantCulture, $"the certificate '{expired.Subject}' is valid from "
                + $"{expired.NotBefore.ToUniversalTime():u} to {expired.NotAfter.ToUniversalTime():u} only; check the clock, or renew "
                + $"it."));
    }

    private static string Names(X509Certificate2 server)
    {
        var names = server.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(names => names.EnumerateDnsNames().Concat(names.EnumerateIPAddresses().Select(address => address.ToString())))
            .ToArray();
        return names.Length == 0 ? $"'{server.Subject}'" : string.Join(", ", names);
    }
}
