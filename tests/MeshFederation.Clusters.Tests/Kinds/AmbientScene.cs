using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Tests.Comparing;
using MeshFederation.Clusters.Tests.Publishing;
using MeshFederation.Clusters.Tests.Server;
using MeshFederation.Clusters.Tests.Server.Kinds;
using MeshFederation.Clusters.Tests.Servers;
using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Gateways;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Clusters.Tests.Kinds;

/// <summary>Two clusters that are federated in ambient mode, with Services that are somebody's.</summary>
internal sealed class AmbientScene(ComparisonScene sidecars) : IAsyncDisposable
{
    private static readonly ServedKind[] Routes =
    [
        new("gateway.networking.k8s.io", ["v1", "v1beta1"], "httproutes", "HTTPRoute") { Custom = true },
        new("gateway.networking.k8s.io", ["v1"], "grpcroutes", "GRPCRoute") { Custom = true },
    ];

    /// <summary>The clusters as they are called through sidecars.</summary>
    public PublishingScene Sidecars { get; } = new(sidecars);

    public PublishingScene Scene { get; } = new(sidecars.With(Ambient(sidecars.One, sidecars)).With(Ambient(sidecars.Two, sidecars)));

    public ComparisonScene Declared => Scene.Declared;

    /// <summary>A service that runs in cluster2 alone.</summary>
    public string Ratings => "ratings-" + Scene.Federation;

    /// <summary>A service that runs in both.</summary>
    public string Reviews => Declared.Service;

    public string Gateway => GatewayOf(sidecars);

    public static async Task<AmbientScene> OpenAsync(RealServers servers, string server)
    {
        var kinds = ServedKinds.All.Append(Discovery.Scene.ApiGateways with { Custom = true }).Concat(Routes);
        var scene = await ComparisonScene.OpenAsync(servers, server, new TestClusterOptions { Kinds = [.. kinds] });
        return new(scene);
    }

    /// <summary>Makes the Services, as their owner.</summary>
    public async Task MakeServicesAsync()
    {
        await MakeAsync("cluster2", Ratings, "{tier: back}");
        foreach (var cluster in new[] { "cluster1", "cluster2" }) await MakeAsync(cluster, Reviews, "{team: a}");
    }

    public Task MakeAsync(string cluster, string name, string labels, string manager = "helm") => Declared.ApplyAsync(
        cluster, manager, $"{{apiVersion: v1, kind: Service, metadata: {{name: {name}, namespace: default, labels: {labels}}}, spec: "
            + $"{{selector: {{app: {name}}}, ports: [{{name: http, port: 9080, protocol: TCP, targetPort: 9080}}]}}}}", force: true);

    public MeshService DeclareRatings(PublishingScene? scene = null) => Declare(
        Ratings, (scene ?? Scene).Declared.One, [new((scene ?? Scene).Declared.Two) { ServiceAccount = ["ratings"] }]);

    public MeshService DeclareReviews()
    {
        var instance = new MeshServiceInstance(Declared.One) { ServiceAccount = ["reviews"], Selector = LabelSet.Create("app", Reviews) };
        return Declare(Reviews, Declared.One, [instance, instance with { Cluster = Declared.Two, ServiceAccount = ["a", "b"] }]);
    }

    /// <summary>The service that runs in both, split at the waypoint of the cluster that calls it.</summary>
    public MeshService DeclareSplit() => AtWaypoint(DeclareReviews(), "cluster2/v3:75", "cluster1:25");

    /// <summary>A service, split at the waypoint of the cluster that calls it.</summary>
    public MeshService AtWaypoint(MeshService service, params string[] split)
    {
        var labels = LabelSet.Create([new("istio.io/dataplane-mode", "ambient"), new("istio.io/use-waypoint", "waypoint")]);
        var one = Declared.One with
        {
            MeshConfig = new() { GlobalService = [ServiceScopes.Of(Declared.One)[0]] },
            Facts = new()
            {
                AmbientNamespace = ["default"],
                Waypoint = ["default/waypoint"],
                ServiceWaypoint = [],
                Namespace = [new("default", labels)],
            },
        };
        return (service with
        {
            Instance = service.Instance.Select(item => item.Cluster.Name == one.Name ? item with { Cluster = one } : item).ToValueList(),
            ClientCluster = [one],
        }).WithTrafficSplit([.. split.Select(DestinationSyntax.Parse)], []);
    }

    public async Task<UnstructuredMap?> ServiceAsync(string cluster, string name) =>
        await Declared.Api(cluster).GetAsync(ResourceKinds.Service, "default", name, PublishingScene.Ct);

    /// <summary>A Service with who owns which of its fields.</summary>
    public async Task<string> TextAsync(string cluster, string name) => PublishingScene.Text((await ServiceAsync(cluster, name))!);

    public ValueTask DisposeAsync() => sidecars.DisposeAsync();

    private static MeshService Declare(string name, MeshCluster client, ValueList<MeshServiceInstance> instances) =>
        ServiceDeclaration.Check(new(name: name, ns: "default", port: [PortSyntax.Parse("http:9080")], instance: instances, clientCluster:
            [client]));

    private static string GatewayOf(ComparisonScene scene) => "ew-" + scene.Federation;

    private static MeshCluster Ambient(MeshCluster cluster, ComparisonScene scene) => cluster with
    {
        RoutingMode = MeshRoutingMode.Ambient,
        Network = $"{cluster.Name}-{scene.Federation}",
        IstioVersion = IstioVersion.Parse("1.30.3"),
        Gateway = AmbientClusters.Usual(cluster.Gateway) with { Selector = LabelSet.Create(GatewayApi.NameLabel, GatewayOf(scene)) },
    };
}
