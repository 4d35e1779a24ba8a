using System.Diagnostics;
using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Connections;
using MeshFederation.Clusters.Tests.Behaviour.Servers;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Tests.Servers;

/// <summary>An etcd and a kube-apiserver that belong together.</summary>
internal sealed record AssetCluster(string Folder, int Number, int Port)
{
    private const string AdminToken = "admin-token", ViewerToken = "viewer-token";

    public static AssetCluster Start(string folder, int number, ServerProcesses processes)
    {
        var (assets, here) = (AssetServers.Folder!, Directory.CreateDirectory(Path.Combine(folder, $"cluster{number}")).FullName);
        var (etcd, peer, port) = ($"http://127.0.0.1:{FreePorts.One()}", $"http://127.0.0.1:{FreePorts.One()}", FreePorts.One());
        File.WriteAllText(
            Path.Combine(here, "tokens.csv"),
            $"{AdminToken},admin,admin-{number},\"system:masters\"\n{ViewerToken},viewer,viewer-{number}\n");
        processes.Start(
            $"etcd{number}",
            Path.Combine(assets, "etcd"),
            "--data-dir",
            Path.Combine(here, "etcd"),
            "--unsafe-no-fsync",
            "--listen-client-urls",
            etcd,
            "--advertise-client-urls",
            etcd,
            "--listen-peer-urls",
            peer,
            "--initial-advertise-peer-urls",
            peer,
            "--initial-cluster",
            $"default={peer}");
        processes.Start(
            $"apiserver{number}",
            Path.Combine(assets, "kube-apiserver"),
            $"--etcd-servers={etcd}",
            "--bind-address=127.0.0.1",
            "--advertise-address=127.0.0.1",
            $"--secure-port={port}",
            $"--cert-dir={here}",
            $"--token-auth-file={Path.Combine(here, "tokens.csv")}",
            "--authorization-mode=RBAC",
            $"--service-account-key-file={Path.Combine(folder, "sa.pub")}",
            $"--service-account-signing-key-file={Path.Combine(folder, "sa.key")}",
            "--service-account-issuer=https://kubernetes.default.svc",
            "--service-cluster-ip-range=10.0.0.0/24",
            "--disable-admission-plugins=ServiceAccount",
            "--endpoint-reconciler-type=none");
        return new(here, number, port);
    }

    public static string Kubeconfig(IReadOnlyList<AssetCluster> clusters) => $"""
        apiVersion: v1
        kind: Config
        current-context: cluster1
        clusters:
        {string.Concat(clusters.Select(cluster => $"- {{name: cluster{cluster.Number}, cluster: {{server: 'https://127.0.0.1:{cluster.Port}', insecure-skip-tls-verify: true}}}}\n"))}
        users:
        - {"{"}name: admin, user: {"{"}token: {AdminToken}{"}}"}
        - {"{"}name: viewer, user: {"{"}token: {ViewerToken}{"}}"}
        contexts:
        {string.Concat(clusters.Select(cluster => $"- {{name: cluster{cluster.Number}, context: {{cluster: cluster{cluster.Number}, user: admin}}}}\n- {{name: cluster{cluster.Number}-viewer, context: {{cluster: cluster{cluster.Number}, user: viewer}}}}\n"))}
        """;

    /// <summary>Waits until the server is ready, then gives it Istio's kinds and namespace, as the shared servers have them.</summary>
    public async Task PrepareAsync(string kubeconfig)
    {
        var api = KubernetesConnections.For($"cluster{Number}", kubeconfig);
        await ReadyAsync(api);

        // Not applied: an old server leaves out of a new object what it does not know, as CEL, but refuses to apply it.
        var current = ServerTraits.Real.Single(traits => traits.Name == RealServers.Assets).IsCurrent;
        foreach (var crd in IstioKinds.All(current)) await api.CreateAsync(ResourceKinds.CustomResourceDefinition, crd, default);
        await api.CreateAsync(
            ResourceKinds.Namespace,
            UnstructuredMap.Of(("apiVersion", "v1"), ("kind", "Namespace"), ("metadata", UnstructuredMap.Of(("name", "istio-system")))),
            default);
        while ((await api.ListAsync(ResourceKinds.Of("networking.istio.io/v1", "VirtualService"), null, null, default)).Missing)
            await Task.Delay(50);
    }

    private static async Task ReadyAsync(KubernetesApi api)
    {
        for (var clock = Stopwatch.StartNew(); ; await Task.Delay(100))
        {
            try
            {
                await api.GetTextAsync("readyz", default);
                return;
            }
            catch (MeshException) when (clock.Elapsed < TimeSpan.FromMinutes(1))
            {
                // It is still starting.
            }
        }
    }
}
