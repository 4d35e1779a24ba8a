using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Comparing;
using MeshFederation.Clusters.Connections;
using MeshFederation.Clusters.Kubeconfig;
using MeshFederation.Clusters.Tests.Faults.Ambient;
using MeshFederation.Clusters.Tests.Server;
using MeshFederation.Clusters.Tests.Server.Kinds;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Plans;
using MeshFederation.Model.Services;
using MeshFederation.Planning.Addresses;

namespace MeshFederation.Clusters.Tests.Faults;

/// <summary>Three clusters, and two states of a federation on them: every step of a publish lies between them in each direction.</summary>
internal sealed class FaultScene : IAsyncDisposable
{
    public const string Federation = "bookinfo";

    private readonly TestClusters? _servers;
    private readonly string _kubeconfig;

    /// <summary>Long enough for a busy machine; requests that hang are given up after a shorter time in the runs that have them.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly FaultServices _services;

    /// <summary>A scene on clusters named cluster1, cluster2 and cluster3.</summary>
    public FaultScene(string kubeconfig, TestClusters? servers = null, bool isAmbient = false)
    {
        (_servers, _kubeconfig, IsAmbient) = (servers, kubeconfig, isAmbient);
        _services = isAmbient ? AmbientServices.Of(kubeconfig) : FaultServices.OfSidecars(kubeconfig);
    }

    /// <summary>Whether the clusters are called in ambient mode, by Services that are somebody's.</summary>
    public bool IsAmbient { get; }

    /// <summary>The servers in this process.</summary>
    public TestClusters Servers => _servers ?? throw new InvalidOperationException("These servers are real.");

    public IReadOnlyList<MeshCluster> Clusters => _services.Clusters;

    public IReadOnlyList<MeshService> Old => _services.Old;

    public IReadOnlyList<MeshService> New => _services.New;

    public IReadOnlyList<MeshService> Third => _services.Third;

    public IReadOnlyList<MeshService> Other => _services.Other;

    /// <summary>Whether what others have is taken over.</summary>
    public bool Takes { get; set; }

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<FaultScene> OpenAsync(bool plainHttp = true, bool isAmbient = false)
    {
        IEnumerable<ServedKind> more = isAmbient ? [Discovery.Scene.ApiGateways with { Custom = true }] : [];
        var servers = await TestClusters.StartAsync(3, new() { PlainHttp = plainHttp, Kinds = [.. ServedKinds.All, .. more] });
        var scene = new FaultScene(servers.Kubeconfig, servers, isAmbient);
        if (isAmbient) await OwnedServices.MakeAsync(scene);
        return scene;
    }

    /// <summary>What leads to a state; what is no longer wanted goes.</summary>
    public async Task<MeshPlan> PlanAsync(IReadOnlyList<MeshService> services)
    {
        var comparer = new FederationComparer(new() { Prune = true, Force = Takes }, cluster => Api(cluster, Patience));
        var comparison = services.Count == 0
            ? await comparer.CompareAsync(Federation, Clusters, [], null, Ct)
            : await comparer.CompareAsync(Federation, services, AddressPool.Parse(AddressPool.DefaultRange), Ct);
        Assert.Empty(comparison.Failures);
        return comparison.Plan;
    }

    /// <summary>The API of a cluster, with waits between tries that do not count.</summary>
    public KubernetesApi Api(MeshCluster cluster, TimeSpan patience, TimeProvider? clock = null)
    {
        var connection = ConnectionFactory.Connect(KubeconfigDocument.Read(KubeconfigFiles.Find(_kubeconfig)).Context(cluster.Context));
        var times = new ApiTimes(patience, Attempts: 3, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(5))
        {
            LongestPause = TimeSpan.FromSeconds(2),
        };
        return new(connection, times, clock);
    }

    public ValueTask DisposeAsync() => _servers?.DisposeAsync() ?? ValueTask.CompletedTask;
}
