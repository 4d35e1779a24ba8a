using System.Security.Cryptography;

namespace MeshFederation.Clusters.Tests.Servers;

/// <summary>
/// Servers of the kube-apiserver and etcd in the folder that <c>KUBEBUILDER_ASSETS</c> names, as controller-runtime's envtest starts them.
/// </summary>
internal static class AssetServers
{
    /// <summary>The folder, or null where it is not set or holds something else.</summary>
    public static string? Folder { get; } = Environment.GetEnvironmentVariable("KUBEBUILDER_ASSETS") is { Length: > 0 } folder
        && File.Exists(Path.Combine(folder, "kube-apiserver")) && File.Exists(Path.Combine(folder, "etcd")) ? folder : null;

    public static RunningServers Start()
    {
        var folder = Directory.CreateTempSubdirectory("mesh-servers-").FullName;
        var processes = new ServerProcesses(folder);
        try
        {
            using var key = RSA.Create(2048);
            File.WriteAllText(Path.Combine(folder, "sa.key"), key.ExportRSAPrivateKeyPem());
            File.WriteAllText(Path.Combine(folder, "sa.pub"), key.ExportSubjectPublicKeyInfoPem());
            var clusters = Enumerable.Range(1, 2).Select(number => AssetCluster.Start(folder, number, processes)).ToArray();
            File.WriteAllText(Path.Combine(folder, "kubeconfig"), AssetCluster.Kubeconfig(clusters));
            foreach (var cluster in clusters) cluster.PrepareAsync(Path.Combine(folder, "kubeconfig")).GetAwaiter().GetResult();
            return new(folder, processes.Dispose);
        }
        catch
        {
            processes.Dispose();
            throw;
        }
    }
}
