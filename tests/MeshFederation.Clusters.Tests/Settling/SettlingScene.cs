using System.Collections.Concurrent;
using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Connections;
using MeshFederation.Clusters.Publishing;
using MeshFederation.Clusters.Publishing.Settling;
using MeshFederation.Clusters.Tests.Publishing;
using MeshFederation.Clusters.Tests.Server;
using MeshFederation.Clusters.Tests.Server.Istio;
using MeshFederation.Istio.Declarations;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Tests.Settling;

/// <summary>Clusters with istiods of a test, into which objects are written that are waited for then.</summary>
internal sealed class SettlingScene : IAsyncDisposable
{
    private static readonly ResourceKind Kind = ResourceKinds.Of("networking.istio.io/v1", "VirtualService");

    private readonly Lazy<ProxySettling> _settling;
    private readonly string _user;

    private SettlingScene(TestClusters clusters, SteppedClock clock, SettleOptions options, string user)
    {
        (Clusters, Clock, _user) = (clusters, clock, user);
        _settling = new(() => new("bookinfo", Clusters.All.Select(cluster => (Of(cluster), Api(cluster))).ToList(), options, Note, Clock));
    }

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public TestClusters Clusters { get; }

    public TestCluster Cluster => Clusters.All[0];

    public SteppedClock Clock { get; }

    public ConcurrentQueue<PublishingEvent> Events { get; } = [];

    public IEnumerable<PublishingNote> Notes => Events.OfType<PublishingNote>();

    public IEnumerable<SettlingProgress> Progress => Events.OfType<SettlingProgress>();

    /// <summary>Is told what happens.</summary>
    public Action<PublishingEvent> Report { get; set; } = static _ => { };

    public static async Task<SettlingScene> OpenAsync(int clusters = 1, int limit = 30, int blind = 3, string user = "") =>
        new(await TestClusters.StartAsync(clusters), new(clusters), new(TimeSpan.FromSeconds(limit), TimeSpan.FromSeconds(blind)), user);

    public Task<TestIstiod> AddIstiodAsync(string pod = "istiod-1", TestCluster? cluster = null) =>
        (cluster ?? Cluster).AddIstiodAsync(pod, Clock);

    /// <summary>Writes an object, as a stage does.</summary>
    public async Task<WrittenObject> WriteAsync(string name = "reviews", TestCluster? cluster = null, string host = "reviews")
    {
        var to = cluster ?? Cluster;
        var content = Tests.Api.Objects.Of(Kind, "default", name, ("spec", UnstructuredMap.Of(("hosts", UnstructuredList.Of(host)))));
        var after = await KubernetesConnections.For(to.Name, Clusters.Kubeconfig).ApplyAsync(Kind, content, new(), Ct);
        return new(to.Name, ObjectPlace.Of(after), after.Map("metadata")!.Text("resourceVersion"));
    }

    public async Task<WrittenObject> RemoveAsync(string name = "reviews")
    {
        await KubernetesConnections.For(Cluster.Name, Clusters.Kubeconfig).DeleteAsync(Kind, "default", name, new(), Ct);
        return new(Cluster.Name, new(Kind.ApiVersion, Kind.Kind, "default", name), null);
    }

    public Task SettleAsync(params WrittenObject[] written) => _settling.Value.SettleAsync(written, Ct);

    public Task SettleAsync(WrittenObject written, CancellationToken ct) => _settling.Value.SettleAsync([written], ct);

    public async ValueTask DisposeAsync()
    {
        if (_settling.IsValueCreated) _settling.Value.Dispose();
        await Clusters.DisposeAsync();
    }

    private MeshCluster Of(TestCluster cluster) =>
        ClusterDeclaration.Check(
            new(cluster.Name, cluster.Name + _user) { Kubeconfig = Clusters.Kubeconfig, Gateway = new() { Address = ["192.0.2.1"] } });

    private KubernetesApi Api(TestCluster cluster) => KubernetesConnections.For(cluster.Name + _user, Clusters.Kubeconfig);

    private void Note(PublishingEvent happened)
    {
        Events.Enqueue(happened);
        Report(happened);
    }
}
