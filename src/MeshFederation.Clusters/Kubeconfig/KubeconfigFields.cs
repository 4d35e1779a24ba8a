namespace MeshFederation.Clusters.Kubeconfig;

/// <summary>
/// The fields of clusters and users in a kubeconfig (client-go tools/clientcmd/api/v1/types.go); what credential plugins are told of a
/// cluster has the same names (client-go pkg/apis/clientauthentication/v1/types.go Cluster).
/// </summary>
internal static class KubeconfigFields
{
    public const string Server = "server";

    public const string ServerName = "tls-server-name";

    public const string SkipsVerification = "insecure-skip-tls-verify";

    public const string Authority = "certificate-authority";

    public const string Proxy = "proxy-url";

    public const string Certificate = "client-certificate";

    public const string Key = "client-key";

    public const string AuthProvider = "auth-provider";
}
