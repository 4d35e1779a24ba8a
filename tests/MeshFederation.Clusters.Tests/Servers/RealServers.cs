using MeshFederation.Clusters.Tests.Servers;

[assembly: AssemblyFixture(typeof(RealServers))]

namespace MeshFederation.Clusters.Tests.Servers;

/// <summary>
/// Real API servers for the tests of this run: each kind is started when the first test asks for it, and all are stopped after the last.
/// They come from <c>../shared/kube</c> beside the repository, else from the folder that <c>KUBEBUILDER_ASSETS</c> names.
/// </summary>
public sealed class RealServers : IDisposable
{
    /// <summary>The current one, and the old one, which alone has RBAC where the servers come from <c>../shared/kube</c>.</summary>
    public const string Newest = "1.36", WithRbac = "1.20";

    /// <summary>The one that <c>KUBEBUILDER_ASSETS</c> names, also where there are others.</summary>
    public const string Assets = "KUBEBUILDER_ASSETS";

    private readonly Dictionary<string, RunningServers> _running = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    /// <summary>Why there are none here; null when there are.</summary>
    public static string? WhyNot => SharedServers.Script is null && AssetServers.Folder is null
        ? "No real API servers: there is no ../shared/kube, and KUBEBUILDER_ASSETS names no kube-apiserver and etcd."
        : null;

    /// <summary>Two clusters, <c>cluster1</c> and <c>cluster2</c>, with Istio's CRDs; the test is skipped where there are none.</summary>
    public RunningServers Get(string version = Newest)
    {
        Assert.SkipWhen(WhyNot is not null, WhyNot ?? "");
        lock (_lock)
        {
            var key = SharedServers.Script is null ? Assets : version;
            if (_running.TryGetValue(key, out var running)) return running;
            return _running[key] = key == Assets ? AssetServers.Start() : SharedServers.Start(version);
        }
    }

    public void Dispose()
    {
        foreach (var running in _running.Values) running.Dispose();
    }
}
