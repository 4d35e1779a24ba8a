using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Comparing;
using MeshFederation.Clusters.Connections;
using MeshFederation.Clusters.Tests.Server;
using MeshFederation.Clusters.Tests.Servers;
using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Model.Services;
using MeshFederation.Planning.Addresses;

namespace MeshFederation.Clusters.Tests.Comparing;

/// <summary>Two clusters, and names of its own for what a test puts into them: a federation, a service and a gateway.</summary>
internal sealed class ComparisonScene : IAsyncDisposable
{
    private readonly string _kubeconfig;

    private ComparisonScene(ComparisonScene other) =>
        (_kubeconfig, InProcess, Federation, One, Two) = (other._kubeconfig, other.InProcess, other.Federation, other.One, other.Two);

    private ComparisonScene(string kubeconfig, TestClusters? inProcess)
    {
        (_kubeconfig, InProcess) = (kubeconfig, inProcess);
        var gateway = new MeshGateway { Address = ["192.0.2.1"], Selector = LabelSet.Create("istio", "gateway-" + Federation) };
        One = ClusterDeclaration.Check(new("cluster1", "cluster1") { Kubeconfig = kubeconfig, Gateway = gateway });
        Two = ClusterDeclaration.Check(new("cluster2", "cluster2") { Kubeconfig = kubeconfig, Gateway = gateway });
    }

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> Servers => ["in-process", RealServers.Newest, RealServers.WithRbac];

    /// <summary>The clusters when they are in this process; else null.</summary>
    public TestClusters? InProcess { get; }

    public string Federation { get; } = "f" + Guid.NewGuid().ToString("N")[..8];

    public string Service => "reviews-" + Federation;

    public MeshCluster One { get; private init; }

    public MeshCluster Two { get; private init; }

    public static async Task<ComparisonScene> OpenAsync(RealServers servers, string server, TestClusterOptions? options = null)
    {
        if (server != "in-process") return new(servers.Get(server).Kubeconfig, null);
        var clusters = await TestClusters.StartAsync(2, options);
        return new(clusters.Kubeconfig, clusters);
    }

    /// <summary>The same scene with another description of a cluster.</summary>
    public ComparisonScene With(MeshCluster cluster) =>
        cluster.Name == One.Name ? new(this) { One = cluster } : new(this) { Two = cluster };

    /// <summary>A service in both clusters, called from cluster1, with so much of its requests going to cluster2.</summary>
    public MeshService Split(int toTwo, string? name = null) => Declare(name).WithTrafficSplit(
        [new(Two.Name, LabelSet.Create("version", "v3"), toTwo), new(One.Name, LabelSet.Create("version", "v1"), 100 - toTwo)], []);

    public MeshService Declare(string? name = null) => ServiceDeclaration.Check(new(
        name: name ?? Service,
        ns: "default",
        port: [PortSyntax.Parse("http:9080"), PortSyntax.Parse("grpc:9090")],
        instance: [new(One), new(Two) { ServiceAccount = ["reviews"] }],
        clientCluster: [One]));

    public Task<Comparison> CompareAsync(params MeshService[] services) => CompareAsync(new ComparisonOptions(), services);

    public Task<Comparison> CompareAsync(ComparisonOptions options, params MeshService[] services) =>
        new FederationComparer(options).CompareAsync(Federation, services, AddressPool.Parse(AddressPool.DefaultRange), Ct);

    public async Task<MeshPlan> PlanAsync(ComparisonOptions options, params MeshService[] services)
    {
        var comparison = await CompareAsync(options, services);
        Assert.Empty(comparison.Failures);
        return comparison.Plan;
    }

    public Task<MeshPlan> PlanAsync(params MeshService[] services) => PlanAsync(new ComparisonOptions(), services);

    /// <summary>Carries a plan out, as publishing would.</summary>
    public async Task PublishAsync(MeshPlan plan)
    {
        foreach (var change in plan.Changes)
        {
            var kind = ResourceKinds.Of(change.ApiVersion, change.Kind);
            if (change.Action is ChangeAction.Create or ChangeAction.Update)
                await Api(change.Cluster).ApplyAsync(kind, change.Wanted!, new(Force: plan.Force), Ct);
            if (change.Action is ChangeAction.Delete)
                Assert.True(await Api(change.Cluster).DeleteAsync(kind, change.Namespace, change.Name, new(), Ct));
        }
    }

    /// <summary>Applies an object as another program.</summary>
    public Task<UnstructuredMap> ApplyAsync(string cluster, string manager, string yaml, bool force = false)
    {
        var content = MeshFederation.Clusters.Yaml.YamlReader.ReadText(yaml, "test").Single().Content;
        var kind = ResourceKinds.Of(content.Text("apiVersion")!, content.Text("kind")!);
        return Api(cluster).ApplyAsync(kind, content, new(Force: force, FieldManager: manager), Ct);
    }

    public static string Object(string kind, string place, string spec) =>
        $"{{apiVersion: networking.istio.io/v1, kind: {kind}, metadata: {{namespace: {place.Split('/')[0]}, name: {place.Split('/')[1]}}}, "
        + $"spec: {spec}}}";

    public KubernetesApi Api(string cluster) => KubernetesConnections.For(cluster, _kubeconfig);

    public async ValueTask DisposeAsync()
    {
        if (InProcess is not null) await InProcess.DisposeAsync();
    }
}
