using MeshFederation.Clusters.Discovery;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Identity;

/// <summary>
/// Where proxies find certificates that another program gives them: istio's templates mount empty folders there, and whoever wants to sign
/// puts volumes of his own in their place (istio pkg/security/security.go).
/// </summary>
internal static class ProxySockets
{
    /// <summary>The driver of volumes by which SPIRE gives proxies its socket (spiffe-csi).</summary>
    private const string SpireDriver = "csi.spiffe.io";

    private const string SocketFolder = "/run/secrets/workload-spiffe-uds";

    private const string FileFolder = "/run/secrets/workload-spiffe-credentials";

    /// <summary>SPIRE, where the socket of a pod's proxy is one of it; else null.</summary>
    public static string? Spire(UnstructuredMap pod) => Given(pod, SocketFolder) is not { } volume ? null
        : volume.Map("csi")?.Text("driver") == SpireDriver ? "SPIRE"
        : $"SPIRE ({Title(volume)})";

    /// <summary>The program that gives a pod's proxy certificates as files; null where none does.</summary>
    public static string? Files(UnstructuredMap pod) =>
        Given(pod, FileFolder) is { } volume ? $"another program, by files ({Title(volume)})" : null;

    /// <summary>The volume that a proxy has at a path of /run, or of /var/run, which is the same; null for an empty folder.</summary>
    private static UnstructuredMap? Given(UnstructuredMap pod, string path)
    {
        var names = SigningProgram.Proxies(pod).SelectMany(container => container.Maps("volumeMounts"))
            .Where(mount => mount.Text("mountPath")?.TrimEnd('/') is { } at && (at == path || at == "/var" + path))
            .Select(mount => mount.Text("name")).ToHashSet(StringComparer.Ordinal);
        return pod.Spec().Maps("volumes").FirstOrDefault(volume => names.Contains(volume.Text("name")) && volume.Map("emptyDir") is null);
    }

    private static string Title(UnstructuredMap volume) =>
        volume.Map("hostPath")?.Text("path") is { } path ? $"hostPath {path}"
            : volume.Map("csi")?.Text("driver") is { } driver ? driver
            : $"the volume {volume.Text("name")}";
}
