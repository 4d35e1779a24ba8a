using System.Text;
using k8s;
using MeshFederation.Clusters.Kubeconfig;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Connections;

/// <summary>Makes the connection of a context.</summary>
internal static class ConnectionFactory
{
    public static ApiConnection Connect(KubeconfigContext context)
    {
        var cluster = context.Cluster.Content.Map("cluster");
        var server = cluster?.Text("server");
        if (cluster is null || !Uri.TryCreate(server, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            throw new MeshException(
                MeshErrorId.KubeconfigInvalid, MeshErrorKind.InvalidData, $"The server '{server}' of the context '{context.Name}' is no http or https address.", "Check the file with kubectl config view.", context.Name);
        }

        var config = new KubernetesClientConfiguration
        {
            Host = address.AbsoluteUri,
            SkipTlsVerify = cluster.TryGetValue("insecure-skip-tls-verify", out var skip) && skip is true,
            DisableHttp2 = true,
            FirstMessageHandlerSetup = handler =>
            {
                handler.ConnectTimeout = TimeSpan.FromSeconds(10);
                handler.AutomaticDecompression = System.Net.DecompressionMethods.GZip;
            },
        };
        if (cluster.Text("certificate-authority-data") is { Length: > 0 } authority)
        {
            config.SslCaCerts = [];
            config.SslCaCerts.ImportFromPem(Encoding.UTF8.GetString(Convert.FromBase64String(authority)));
        }

        config.AccessToken = context.User?.Content.Map("user")?.Text("token");
        var client = new Kubernetes(config);
        return new(
            context.Name, context.Cluster.Document.File, client.BaseUri, client.HttpClient,
            (message, ct) => client.Credentials is { } credentials ? credentials.ProcessHttpRequestAsync(message, ct) : Task.CompletedTask);
    }
}
