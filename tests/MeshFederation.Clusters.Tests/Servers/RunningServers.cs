namespace MeshFederation.Clusters.Tests.Servers;

/// <summary>API servers that run.</summary>
/// <param name="Folder">Where their files are.</param>
/// <param name="Stop">Ends them.</param>
public sealed record RunningServers(string Folder, Action Stop) : IDisposable
{
    /// <summary>
    /// A kubeconfig with the contexts <c>cluster1</c> and <c>cluster2</c> of administrators, and <c>-viewer</c> of users without rights.
    /// </summary>
    public string Kubeconfig => Path.Combine(Folder, "kubeconfig");

    public void Dispose()
    {
        Stop();
        if (Directory.Exists(Folder)) Directory.Delete(Folder, recursive: true);
    }
}
