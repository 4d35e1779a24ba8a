using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MeshFederation.Clusters.Kubeconfig;

namespace MeshFederation.Clusters.Connections;

/// <summary>Where a cluster's server is, and how it proves to be it.</summary>
/// <param name="Server">The address; ends in a slash.</param>
/// <param name="TlsServerName">The name in the server's certificate, where it is another than the address's.</param>
/// <param name="SkipTlsVerify">Whether any certificate will do.</param>
/// <param name="Authority">The certificates that the server's must come from; null for those that this machine trusts.</param>
/// <param name="Proxy">The proxy in between; null for that of the environment, if any.</param>
/// <param name="Compress">Whether answers may be compressed.</param>
internal sealed record ClusterEndpoint(
    Uri Server, string? TlsServerName, bool SkipTlsVerify, X509Certificate2Collection? Authority, Uri? Proxy, bool Compress)
{
    private static readonly string[] ProxySchemes = ["http", "https", "socks5"];

    public static ClusterEndpoint Read(KubeconfigEntry cluster)
    {
        var (insecure, authority) = (cluster.Flag("insecure-skip-tls-verify"), AuthorityOf(cluster));

        // client-go transport/transport.go, TLSConfigFor, refuses it too: nobody can tell which of the two was meant.
        if (insecure && authority is not null)
            throw cluster.Invalid("it has a certificate authority, and insecure-skip-tls-verify says not to look at it: leave one out");
        return new(
            Address(cluster), cluster.Text("tls-server-name"), insecure, authority, ProxyOf(cluster), !cluster.Flag("disable-compression"));
    }

    private static Uri Address(KubeconfigEntry cluster)
    {
        var text = cluster.Text("server") ?? throw cluster.Invalid("it has no server");
        var whole = text.Contains("://", StringComparison.Ordinal) ? text : "https://" + text;
        if (!Uri.TryCreate(whole.EndsWith('/') ? whole : whole + "/", UriKind.Absolute, out var server)
            || server.Scheme is not ("https" or "http"))
        {
            throw cluster.Invalid(text.Contains('@', StringComparison.Ordinal)
                ? "its server is no https or http address"
                : $"its server '{text}' is no https or http address");
        }

        // Messages name the address, and a password must not be in them.
        return server.UserInfo.Length == 0
            ? server
            : throw cluster.Invalid(
                "its server has a user name or password in the address: these belong into the user's username and password");
    }

    private static X509Certificate2Collection? AuthorityOf(KubeconfigEntry cluster)
    {
        if (PemField.Read(cluster, "certificate-authority") is not { } pem) return null;
        var authority = new X509Certificate2Collection();
        try
        {
            authority.ImportFromPem(pem);
        }
        catch (CryptographicException exception)
        {
            throw cluster.Invalid("its certificate authority cannot be read: " + exception.Message.TrimEnd('.'), exception);
        }

        return authority.Count > 0 ? authority : throw cluster.Invalid("its certificate authority holds no certificate in PEM");
    }

    private static Uri? ProxyOf(KubeconfigEntry cluster)
    {
        if (cluster.Text("proxy-url") is not { } text) return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var proxy) && ProxySchemes.Contains(proxy.Scheme, StringComparer.Ordinal)
            ? proxy
            : throw cluster.Invalid("its proxy-url is no http, https or socks5 address");
    }
}
