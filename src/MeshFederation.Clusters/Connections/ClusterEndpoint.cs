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
    /// <summary>
    /// Whether everybody on the way could read what is sent, so that no credentials are (client-go tools/clientcmd/client_config.go,
    /// ClientConfig, sends none without TLS); to this machine itself they are.
    /// </summary>
    public bool IsOpen => Server.Scheme == "http" && !Server.IsLoopback;

    private static readonly string[] ProxySchemes = ["http", "https", "socks5"];

    public static ClusterEndpoint Read(KubeconfigEntry cluster)
    {
        var insecure = cluster.Flag(KubeconfigFields.SkipsVerification);
        var authority = PemField.Authority(cluster, KubeconfigFields.Authority, "certificate authority");

        // client-go transport/transport.go, TLSConfigFor, refuses it too: nobody can tell which of the two was meant.
        if (insecure && authority is not null)
            throw cluster.Invalid("it has a certificate authority, and insecure-skip-tls-verify says not to look at it: leave one out");
        return new(
            Address(cluster), NameOf(cluster), insecure, authority, ProxyOf(cluster), !cluster.Flag("disable-compression"));
    }

    private static Uri Address(KubeconfigEntry cluster)
    {
        var text = cluster.Text(KubeconfigFields.Server) ?? throw cluster.Invalid("it has no server");
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

    /// <summary>It is sent as the name in the handshake, so it must be one.</summary>
    private static string? NameOf(KubeconfigEntry cluster) => cluster.Text(KubeconfigFields.ServerName) is not { } name ? null
        : Uri.CheckHostName(name) == UriHostNameType.Unknown || name.Any(char.IsWhiteSpace)
            ? throw cluster.Invalid("its tls-server-name is neither a DNS name nor an IP address")
            : name;

    private static Uri? ProxyOf(KubeconfigEntry cluster)
    {
        if (cluster.Text(KubeconfigFields.Proxy) is not { } text) return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var proxy) && ProxySchemes.Contains(proxy.Scheme, StringComparer.Ordinal)
            ? proxy
            : throw cluster.Invalid("its proxy-url is no http, https or socks5 address");
    }
}
