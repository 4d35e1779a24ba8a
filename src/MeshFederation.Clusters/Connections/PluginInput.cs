using System.Text;
using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Kubeconfig;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Connections;

/// <summary>What a credential plugin is told in <c>KUBERNETES_EXEC_INFO</c> (client-go pkg/apis/clientauthentication/v1).</summary>
internal static class PluginInput
{
    private const string Extension = "client.authentication.k8s.io/exec";

    /// <summary>The cluster, as JSON.</summary>
    public static string ClusterInfo(KubeconfigEntry cluster)
    {
        var authority = PemField.Read(cluster, KubeconfigFields.Authority);
        var extension = cluster.Entries("extensions").FirstOrDefault(entry => entry.Text("name") == Extension);
        return Text(UnstructuredMap.Of(
            (KubeconfigFields.Server, cluster.Text(KubeconfigFields.Server)),
            (KubeconfigFields.ServerName, cluster.Text(KubeconfigFields.ServerName)),
            (KubeconfigFields.SkipsVerification, cluster.Flag(KubeconfigFields.SkipsVerification) ? true : null),
            ("certificate-authority-data", authority is null ? null : Convert.ToBase64String(Encoding.UTF8.GetBytes(authority))),
            (KubeconfigFields.Proxy, cluster.Text(KubeconfigFields.Proxy)),
            ("config", extension?.Content.Map("extension"))));
    }

    public static string ExecInfo(PluginSettings settings) => Text(UnstructuredMap.Of(
        ("apiVersion", settings.ApiVersion),
        ("kind", "ExecCredential"),
        ("spec", UnstructuredMap.Of(
            ("interactive", false),
            ("cluster", settings.ClusterInfo.Length == 0 ? null : Json.Read(Encoding.UTF8.GetBytes(settings.ClusterInfo)))))));

    private static string Text(UnstructuredMap map) => Encoding.UTF8.GetString(Json.Write(map));
}
