using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Reflection;
using System.Text;
using MeshFederation.Clusters.Kubeconfig;

namespace MeshFederation.Clusters.Connections;

/// <summary>
/// Makes the connection of a context. The credentials are KubernetesClient's; the HTTP client is ours, since making its own costs
/// 70 ms at the first use, checks no names in certificates, and knows no proxy-url.
/// </summary>
internal static class ConnectionFactory
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    private static readonly string UserAgent = "meshfederation/"
        + typeof(ConnectionFactory).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
            .Split('+')[0];

    public static ApiConnection Connect(KubeconfigContext context)
    {
        var endpoint = ClusterEndpoint.Read(context.Cluster);
        var credentials = CredentialReader.Read(context.User, context.Cluster);
        if (endpoint.IsOpen) credentials = new FixedCredentials(null, null, null);
        var http = new HttpClient(Handler(endpoint, credentials)) { Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.UserAgent.ParseAdd(UserAgent);
        http.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        foreach (var (name, value) in Impersonation.Headers(context.User)) http.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        return new(context.Name, context.Cluster.File, endpoint.Server, http, credentials)
        {
            TlsServerName = endpoint.TlsServerName,
            IsUnverified = endpoint.SkipTlsVerify && endpoint.Server.Scheme == Uri.UriSchemeHttps,
            DefaultNamespace = context.Namespace,
        };
    }

    /// <summary>The files besides the kubeconfig that the connection is made of.</summary>
    public static IEnumerable<string> Files(KubeconfigContext context) =>
    [
        .. PemField.Files(context.Cluster, KubeconfigFields.Authority),
        .. PemField.Files(context.User, KubeconfigFields.Certificate),
        .. PemField.Files(context.User, KubeconfigFields.Key),
    ];

    [SuppressMessage(
        "Security",
        "CA5359:Do Not Disable Certificate Validation",
        Justification = "The kubeconfig asks for it: insecure-skip-tls-verify.")]
    private static SocketsHttpHandler Handler(ClusterEndpoint endpoint, ClientCredentials credentials)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = ConnectTimeout,
            AutomaticDecompression = endpoint.Compress ? DecompressionMethods.GZip : DecompressionMethods.None,
            AllowAutoRedirect = false,
            RequestHeaderEncodingSelector = static (_, _) => Encoding.UTF8,
            UseCookies = false,
        };
        handler.SslOptions.RemoteCertificateValidationCallback = endpoint.SkipTlsVerify
            ? (_, _, _, _) => true
            : new ServerTrust(endpoint.Authority).Check;
        handler.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => credentials.Certificate!;
        if (endpoint.Proxy is { } proxy) handler.Proxy = new WebProxy(WithoutUser(proxy)) { Credentials = ProxyCredentials(proxy) };
        return handler;
    }

    /// <summary>Errors of .NET name the proxy, and a password must not be in them.</summary>
    private static Uri WithoutUser(Uri proxy) => new UriBuilder(proxy) { UserName = "", Password = "" }.Uri;

    private static NetworkCredential? ProxyCredentials(Uri proxy) => proxy.UserInfo.Split(':', 2) switch
    {
        [{ Length: > 0 } name, var password] => new(Uri.UnescapeDataString(name), Uri.UnescapeDataString(password)),
        [{ Length: > 0 } name] => new(Uri.UnescapeDataString(name), ""),
        _ => null,
    };
}
