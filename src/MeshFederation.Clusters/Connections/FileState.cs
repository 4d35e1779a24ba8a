using MeshFederation.Clusters.Kubeconfig;

namespace MeshFederation.Clusters.Connections;

/// <summary>What tells that a kubeconfig has changed: time and size of its files.</summary>
internal static class FileState
{
    public static string Of(KubeconfigFiles files) => string.Join('\n', files.Path.Select(path => new FileInfo(path)).Select(file =>
        file.Exists ? FormattableString.Invariant($"{file.FullName}|{file.LastWriteTimeUtc.Ticks}|{file.Length}") : $"{file.FullName}|"));
}
