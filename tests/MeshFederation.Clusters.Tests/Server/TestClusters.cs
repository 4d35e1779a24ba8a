using MeshFederation.Clusters.Tests.Server.Hosting;

namespace MeshFederation.Clusters.Tests.Server;

/// <summary>Several clusters with API servers in this process, and the kubeconfig that leads to them.</summary>
public sealed class TestClusters : IAsyncDisposable
{
    private static readonly Lazy<TestAuthority> Authority = new(() => new());
    private readonly List<TestCluster> _clusters = [];
    private readonly string _directory = Directory.CreateTempSubdirectory("clusters-").FullName;

    private TestClusters()
    {
    }

    /// <summary>
    /// The kubeconfig; a context for each cluster, and for each one more that ends in <c>-viewer</c> and one that ends in
    /// <c>-certificate</c>.
    /// </summary>
    public string Kubeconfig => Path.Combine(_directory, "kubeconfig");

    /// <summary>The clusters.</summary>
    public IReadOnlyList<TestCluster> All => _clusters;

    /// <summary>A cluster by its name.</summary>
    public TestCluster this[string name] => _clusters.Single(cluster => cluster.Name == name);

    /// <summary>Starts clusters named cluster1, cluster2 and so on.</summary>
    /// <param name="count">How many.</param>
    /// <param name="options">What is special about them.</param>
    public static Task<TestClusters> StartAsync(int count, TestClusterOptions? options = null) =>
        StartAsync(options ?? new(), [.. Enumerable.Range(1, count).Select(number => $"cluster{number}")]);

    /// <summary>Starts clusters of these names.</summary>
    public static async Task<TestClusters> StartAsync(TestClusterOptions options, params string[] names)
    {
        var set = new TestClusters();
        var authority = options.PlainHttp ? null : Authority.Value;
        foreach (var name in names) set._clusters.Add(new(name, options, authority));
        await Task.WhenAll(set._clusters.Select(cluster => cluster.StartAsync()));
        await File.WriteAllTextAsync(set.Kubeconfig, KubeconfigWriter.Write(set._clusters, authority));
        return set;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var cluster in _clusters) await cluster.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}
