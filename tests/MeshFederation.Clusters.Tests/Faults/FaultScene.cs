using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Comparing;
using MeshFederation.Clusters.Connections;
using MeshFederation.Clusters.Kubeconfig;
using MeshFederation.Clusters.Tests.Server;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Plans;
using MeshFederation.Model.Ports;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning.Addresses;

namespace MeshFederation.Clusters.Tests.Faults;

/// <summary>Three clusters, and two states of a federation on them: every step of a publish lies between them in each direction.</summary>
internal sealed class FaultScene : IAsyncDisposable
{
    public const string Federation = "bookinfo";

    /// <summary>Long enough for a busy machine; requests that hang are given up after a shorter time in the runs that have them.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private FaultScene(TestClusters clusters)
    {
        Servers = clusters;
        Clusters = [.. clusters.All.Select(Describe)];
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

        MeshCluster Describe(TestCluster cluster) => ClusterDeclaration.Check(new()
        {
            Name = cluster.Name,
            Context = cluster.Name,
            Kubeconfig = clusters.Kubeconfig,
            Gateway = new MeshGateway { Address = ["192.0.2.1"], Selector = LabelSet.Create("istio", "eastwestgateway") },
        });
    }

    public TestClusters Servers { get; }

    public IReadOnlyList<MeshCluster> Clusters { get; }

    public IReadOnlyList<MeshService> Old { get; }

    public IReadOnlyList<MeshService> New { get; }

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<FaultScene> OpenAsync() => new(await TestClusters.StartAsync(3, new() { PlainHttp = true }));

    /// <summary>What leads to a state; what is no longer wanted goes.</summary>
    public async Task<MeshPlan> PlanAsync(IReadOnlyList<MeshService> services)
    {
        var comparer = new FederationComparer(new() { Prune = true }, cluster => Api(cluster, Patience));
        var comparison = services.Count == 0
            ? await comparer.CompareAsync(Federation, Clusters, [], Ct)
            : await comparer.CompareAsync(Federation, services, AddressPool.Parse(AddressPool.DefaultRange), Ct);
        Assert.Empty(comparison.Failures);
        return comparison.Plan;
    }

    /// <summary>The API of a cluster, with waits between tries that do not count.</summary>
    public KubernetesApi Api(MeshCluster cluster, TimeSpan patience)
    {
        var connection = ConnectionFactory.Connect(KubeconfigDocument.Read(KubeconfigFiles.Find(cluster.Kubeconfig)).Context(cluster.Context));
        return new(connection, new(patience, Attempts: 3, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(5)));
    }

    public ValueTask DisposeAsync() => Servers.DisposeAsync();

    private static MeshService Service(string name, MeshCluster[] clusters, MeshCluster[] callers, params (MeshCluster Cluster, string Version, int Weight)[] split) =>
        ServiceDeclaration.Check(new()
        {
            Name = name,
            Namespace = "default",
            Port = [PortSyntax.Parse("http:9080")],
            Instance = [.. clusters.Select(cluster => new MeshServiceInstance(cluster))],
            ClientCluster = [.. callers],
        }).WithTrafficSplit([.. split.Select(share => new MeshDestination(share.Cluster.Name, LabelSet.Create("version", share.Version), share.Weight))], []);
}
