using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;
using MeshFederation.Routing;

namespace MeshFederation.Analysis.Rules.InCluster;

/// <summary>A Secret that a server of a Gateway names.</summary>
/// <param name="Gateway">The Gateway.</param>
/// <param name="Tls">The TLS settings of the server.</param>
/// <param name="Namespace">The namespace of the gateway's pods, where the Secret is looked for.</param>
/// <param name="Name">The name.</param>
/// <param name="Secret">The Secret, or null where there is none.</param>
internal sealed record GatewayCredential(MeshManifest Gateway, UnstructuredMap Tls, string Namespace, string Name, MeshManifest? Secret)
{
    /// <summary>
    /// The Secrets of the Gateways whose pods are known, in clusters of which Secrets are known; of Gateways whose pods are not known,
    /// those Secrets that are there.
    /// </summary>
    public static IEnumerable<GatewayCredential> Of(FederationView federation)
    {
        foreach (var cluster in federation.Mesh.Clusters)
        {
            var secrets = federation.In(cluster.Name).Of(IstioKind.Secret);
            if (secrets.Count == 0) continue;
            foreach (var server in GatewayServer.Of(cluster))
            {
                if (server.Content.Map("tls") is not { } tls
                    || tls.Text("credentialName") is not { Length: > 0 } name
                    || name.Contains("://", StringComparison.Ordinal))
                {
                    continue;
                }
                var pod = PodsOfGateways.Of(cluster, server.Gateway).FirstOrDefault();
                var found = secrets.FirstOrDefault(secret =>
                    secret.Name == name && (pod is null ? IsLikely(cluster, server, secret.Namespace) : secret.Namespace == pod.Namespace));
                if (pod is not null || found is not null)
                    yield return new(server.Gateway, tls, pod?.Namespace ?? found!.Namespace, name, found);
            }
        }
    }

    /// <summary>Where no pod is known, gateways are in the namespace of their Gateway or in Istio's.</summary>
    private static bool IsLikely(RoutingCluster cluster, GatewayServer server, string space) =>
        space == server.Gateway.Namespace || space == cluster.Facts.IstioNamespace;
}
