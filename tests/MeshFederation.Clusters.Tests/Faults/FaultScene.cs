using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Comparing;
using MeshFederation.Clusters.Connections;
using MeshFederation.Clusters.Kubeconfig;
using MeshFederation.Clusters.Tests.Server;
using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Plans;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;
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

    /// <summary>A scene on clusters named cluster1, cluster2 and cluster3.</summary>
    public FaultScene(string kubeconfig, TestClusters? servers = null)
    {
        (_servers, _kubeconfig) = (servers, kubeconfig);
        Clusters = [Describe("cluster1"), Describe("cluster2"), Describe("cluster3")];
        var (one, two, three) = (Clusters[0], Clusters[1], Clusters[2]);
        Old =
        [
            Service("reviews", [one, two], [one], (two, "v3", 75), (one, "v1", 25)),
            Service("details", [two], [three], (two, "v1", 100)),
        ];
        New =
        [
            Service("reviews", [one, two, three], [one], (three, "v4", 60), (two, "v3", 20), (one, "v2", 20)),
            Service("orders", [three], [two], (three, "v2", 100)),
        ];
        Third =
        [
            Service("reviews", [one, two, three], [one], (three, "v5", 10), (two, "v4", 20), (one, "v3", 70)),
            Service("details", [two], [three], (two, "v2", 100)),
        ];
        Other =
        [
            Service("details", [two], [three], (two, "v1", 100)),
            Service("orders", [three], [one], (three, "v2", 100)),
        ];

        MeshCluster Describe(string name) => ClusterDeclaration.Check(new(name, name)
        {
            Kubeconfig = kubeconfig,
            Gateway = new MeshGateway { Address = ["192.0.2.1"], Selector = LabelSet.Create("istio", "eastwestgateway") },
        });
    }

    /// <summary>The servers in this process.</summary>
    public TestClusters Servers => _servers ?? throw new InvalidOperationException("These servers are real.");

    public IReadOnlyList<MeshCluster> Clusters { get; }

    public IReadOnlyList<MeshService> Old { get; }

    public IReadOnlyList<MeshService> New { get; }

    /// <summary>Neither of both, in each object that they have.</summary>
    public IReadOnlyList<MeshService> Third { get; }

    /// <summary>Something in each cluster, and nothing of the service that the others share.</summary>
    public IReadOnlyList<MeshService> Other { get; }

    /// <summary>Whether what others have is taken over.</summary>
    public bool Takes { get; set; }

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<FaultScene> OpenAsync(bool plainHttp = true)
    {
        var servers = await TestClusters.StartAsync(3, new() { PlainHttp = plainHttp });
        return new(servers.Kubeconfig, servers);
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

    private static MeshService Service(
        string name, MeshCluster[] clusters, MeshCluster[] callers, params (MeshCluster Cluster, string Version, int Weight)[] split) =>
            ServiceDeclaration.Check(new(
                name: name,
                ns: "default",
                port: [PortSyntax.Parse("http:9080")],
                instance: [.. clusters.Select(cluster => new MeshServiceInstance(cluster))],
                clientCluster: [.. callers]))
                .WithTrafficSplit([.. split.Select(
                    share => new MeshDestination(share.Cluster.Name, LabelSet.Create("version", share.Version), share.Weight))], []);
}
