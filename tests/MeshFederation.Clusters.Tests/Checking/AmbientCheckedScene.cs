using System.Text.Json.Nodes;
using MeshFederation.Analysis.Checks;
using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Checking;
using MeshFederation.Clusters.Comparing;
using MeshFederation.Clusters.Connections;
using MeshFederation.Clusters.Tests.Server;
using MeshFederation.Clusters.Tests.Server.Kinds;
using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Plans;
using MeshFederation.Model.Services;
using MeshFederation.Planning.Addresses;

namespace MeshFederation.Clusters.Tests.Checking;

/// <summary>
/// Two ambient meshes with ztunnels, gateways and pods, which call each other, and in which everything is as it should be: <c>reviews</c>
/// runs in both, <c>ratings</c> in cluster2 alone, and <c>details</c> in cluster1 alone.
/// </summary>
internal sealed class AmbientCheckedScene : IAsyncDisposable
{
    private const string ApiGateways = "gateways.gateway.networking.k8s.io";

    private static readonly ServedKind HttpRoutes =
        new("gateway.networking.k8s.io", ["v1", "v1beta1"], "httproutes", "HTTPRoute") { Custom = true };

    private AmbientCheckedScene(TestClusters clusters) => Clusters = clusters;

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public TestClusters Clusters { get; }

    public TestCluster One => Clusters["cluster1"];

    public TestCluster Two => Clusters["cluster2"];

    public IReadOnlyList<MeshService> Services =>
    [
        Service("reviews", ["cluster1", "cluster2"], ["cluster1", "cluster2"]),
        Service("ratings", ["cluster2"], ["cluster1"]),
        Service("details", ["cluster1"], ["cluster2"]),
    ];

    public static async Task<AmbientCheckedScene> OpenAsync()
    {
        var options = new TestClusterOptions();
        options = options with { Kinds = [.. options.Kinds, Discovery.Scene.ApiGateways with { Custom = true }, HttpRoutes] };
        var scene = new AmbientCheckedScene(await TestClusters.StartAsync(2, options));
        scene.Put("cluster1", "192.0.2.1", "reviews", "details");
        scene.Put("cluster2", "192.0.2.2", "reviews", "ratings");
        return scene;
    }

    public Task<CheckScene> ReadAsync() => new LiveChecker(8, new(TimeSpan.FromMinutes(1), isAsked: false)) { ReadsAuthorities = true }
        .ReadAsync("shop", Services, AddressPool.Parse(AddressPool.DefaultRange), Ct);

    /// <summary>Publishes, and has istiod take the Gateways.</summary>
    public async Task PublishAsync()
    {
        var pool = AddressPool.Parse(AddressPool.DefaultRange);
        var comparison = await new FederationComparer(new()).CompareAsync("shop", Services, pool, Ct);
        foreach (var change in comparison.Plan.Changes.Where(change => change.Action is ChangeAction.Create or ChangeAction.Update))
        {
            await KubernetesConnections.For(change.Cluster, Clusters.Kubeconfig)
                .ApplyAsync(ResourceKinds.Of(change.ApiVersion, change.Kind), change.Wanted!, new(), Ct);
        }

        foreach (var cluster in Clusters.All)
        {
            foreach (var gateway in cluster.All(ApiGateways).Where(item => item["spec"]!["addresses"] is not null))
            {
                gateway["status"] = new JsonObject { ["addresses"] = gateway["spec"]!["addresses"]!.DeepClone() };
                cluster.Put(gateway);
            }
        }
    }

    public ValueTask DisposeAsync() => Clusters.DisposeAsync();

    private MeshService Service(string name, string[] running, string[] calling) => ServiceDeclaration.Check(new(
        name: name,
        ns: "shop",
        port: [PortSyntax.Parse("http:9080")],
        instance: running.Select(cluster => new MeshServiceInstance(Cluster(cluster))
        {
            ServiceAccount = [name],
            Selector = LabelSet.Create("app", name),
        }).ToValueList(),
        clientCluster: calling.Select(Cluster).ToValueList()));

    private MeshCluster Cluster(string name) => ClusterDeclaration.Check(new(name, name)
    {
        Kubeconfig = Clusters.Kubeconfig,
        RoutingMode = MeshRoutingMode.Ambient,
        IstioVersion = IstioVersion.Parse("1.30.3"),
        TrustDomain = "mesh.local",
        Network = "net-" + name,
        Gateway = AmbientClusters.Usual(new() { Address = [name == "cluster1" ? "192.0.2.1" : "192.0.2.2"] }),
    });

    private void Put(string name, string address, params string[] services)
    {
        var cluster = Clusters[name];
        cluster.Put($$$$"""
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: istiod, namespace: istio-system, labels: {app: istiod, istio.io/rev: default}}
            spec:
              selector: {matchLabels: {app: istiod}}
              template:
                metadata: {labels: {app: istiod}}
                spec:
                  containers:
                  - name: discovery
                    image: 'docker.io/istio/pilot:1.30.3'
                    args: [discovery, --domain, cluster.local]
                    env: [{name: PILOT_ENABLE_AMBIENT, value: 'true'}, {name: AMBIENT_ENABLE_MULTI_NETWORK, value: 'true'}]
            status: {readyReplicas: 1}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: istiod-1, namespace: istio-system, labels: {app: istiod}}
            spec: {containers: [{name: discovery}]}
            status: {phase: Running}
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: istio, namespace: istio-system}
            data:
              mesh: |
                trustDomain: mesh.local
                serviceScopeConfigs:
                - servicesSelector: {matchExpressions: [{key: istio.io/global, operator: In, values: ['true']}]}
                  scope: GLOBAL
            ---
            apiVersion: apps/v1
            kind: DaemonSet
            metadata: {name: ztunnel, namespace: istio-system}
            spec:
              selector: {matchLabels: {app: ztunnel}}
              template:
                metadata: {labels: {app: ztunnel}}
                spec:
                  containers: [{name: istio-proxy, image: 'docker.io/istio/ztunnel:1.30.3', env: [{name: NETWORK, value: net-{{{{name}}}}}]}]
            status: {numberReady: 1, desiredNumberScheduled: 1}
            ---
            apiVersion: v1
            kind: Namespace
            metadata: {name: istio-system, labels: {topology.istio.io/network: net-{{{{name}}}}}}
            ---
            apiVersion: v1
            kind: Namespace
            metadata: {name: shop, labels: {istio.io/dataplane-mode: ambient}}
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: Gateway
            metadata: {name: istio-eastwestgateway, namespace: istio-system, labels: {topology.istio.io/network: net-{{{{name}}}}}}
            spec:
              gatewayClassName: istio-east-west
              listeners:
              - name: mesh
                port: 15008
                protocol: HBONE
                tls: {mode: Terminate, options: {gateway.istio.io/tls-terminate-mode: ISTIO_MUTUAL}}
            status:
              addresses: [{type: IPAddress, value: {{{{address}}}}}]
              conditions: [{type: Programmed, status: 'True'}]
            ---
            apiVersion: v1
            kind: Service
            metadata:
              name: istio-eastwestgateway
              namespace: istio-system
              labels: {gateway.networking.k8s.io/gateway-name: istio-eastwestgateway, topology.istio.io/network: net-{{{{name}}}}}
            spec:
              type: LoadBalancer
              selector: {gateway.networking.k8s.io/gateway-name: istio-eastwestgateway}
              ports: [{name: mesh, port: 15008, targetPort: 15008}]
            status: {loadBalancer: {ingress: [{ip: {{{{address}}}}}]}}
            """);
        cluster.Put(Pod("istio-eastwestgateway-1", "gateway.networking.k8s.io/gateway-name: istio-eastwestgateway", "istio-system"));
        cluster.Put(CheckedScene.RootMap(CheckedScene.RootPem));
        cluster.Put(CheckedScene.Authority(3650));
        foreach (var service in services)
        {
            cluster.Put($"{{apiVersion: v1, kind: Service, metadata: {{name: {service}, namespace: shop}}, spec: {{clusterIP: 10.0.0.5, "
                + $"selector: {{app: {service}}}, ports: [{{name: http, port: 9080, targetPort: 9080}}]}}}}");
            cluster.Put(Pod(service + "-1", "app: " + service, "shop", service));
        }

        CheckedScene.TellNothing(cluster);
    }

    private static string Pod(string name, string labels, string space, string account = "default") =>
        $"{{apiVersion: v1, kind: Pod, metadata: {{name: {name}, namespace: {space}, labels: {{{labels}}}}}, spec: {{serviceAccountName: "
        + $"{account}, nodeName: node1, containers: [{{name: istio-proxy, image: 'docker.io/istio/proxyv2:1.30.3'}}]}}, status: {{phase: "
        + "Running, conditions: [{type: Ready, status: 'True'}]}}";
}
