using MeshFederation.Clusters.Discovery;
using MeshFederation.Clusters.Plans;
using MeshFederation.Clusters.Tests.Connections;
using MeshFederation.Clusters.Tests.Server.Faults;
using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Gateways;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;

namespace MeshFederation.Clusters.Tests.Discovery;

/// <summary>What is read of a cluster whose services are called through tunnels.</summary>
public sealed class AmbientDiscoveryTests
{
    private const string Joined =
        "[{name: PILOT_ENABLE_AMBIENT, value: 'true'}, {name: AMBIENT_ENABLE_MULTI_NETWORK, value: 'true'}]";

    private const string Ztunnelled =
        "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {istio.io/dataplane-mode: ambient}}";

    private const string Injected = "apiVersion: v1\nkind: Namespace\nmetadata: {name: legacy, labels: {istio-injection: enabled}}";

    private const string EastWest = """
        apiVersion: gateway.networking.k8s.io/v1
        kind: Gateway
        metadata: {name: east, namespace: istio-system, labels: {topology.istio.io/network: network2}}
        spec:
          gatewayClassName: istio-east-west
          listeners: [{name: mesh, port: 15008, protocol: HBONE}]
        status: {addresses: [{type: IPAddress, value: 172.18.0.231}]}
        """;

    private const string InFront = """
        apiVersion: v1
        kind: Service
        metadata: {name: east, namespace: istio-system, labels: {gateway.networking.k8s.io/gateway-name: east}}
        spec:
          type: LoadBalancer
          selector: {gateway.networking.k8s.io/gateway-name: east}
          ports: [{name: status-port, port: 15021}, {name: mesh, port: 15008}]
        status: {loadBalancer: {ingress: [{ip: 172.18.0.230}]}}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: east-1, namespace: istio-system, labels: {gateway.networking.k8s.io/gateway-name: east}}
        spec: {nodeName: node-b, containers: [{name: istio-proxy, image: 'docker.io/istio/proxyv2:1.29.1'}]}
        status: {phase: Running, conditions: [{type: Ready, status: 'True'}]}
        """;

    private const string Ztunnel = """
        apiVersion: apps/v1
        kind: DaemonSet
        metadata: {name: ztunnel, namespace: istio-system}
        spec:
          selector: {matchLabels: {app: ztunnel}}
          template:
            metadata: {labels: {app: ztunnel}}
            spec:
              containers:
              - {name: istio-proxy, image: 'docker.io/istio/ztunnel:1.30.3-distroless', env: [{name: NETWORK, value: network2}]}
        status: {numberReady: 2, desiredNumberScheduled: 3}
        """;

    [Fact]
    public async Task A_cluster_in_ambient_mode_is_found_so_with_its_gateway_and_its_ztunnels()
    {
        var found = await ReadAsync(new(), Scene.Istiod(env: Joined), Ztunnelled, EastWest, InFront, Ztunnel);
        Assert.Null(found.Failure);
        Assert.Empty(found.Warning);
        var cluster = found.Cluster!;
        Assert.Equal(MeshRoutingMode.Ambient, cluster.RoutingMode);
        Assert.Equal(
            new MeshGateway
            {
                Address = ["172.18.0.230"],
                Port = 15008,
                TargetPort = 15008,
                Selector = LabelSet.Create(GatewayApi.NameLabel, "east"),
            },
            cluster.Gateway);
        var facts = cluster.Facts!;
        Assert.Equal<string>(["istio-system/east"], facts.EastWestGateway);
        Assert.Equal("istio-system/ztunnel 1.30.3, network2, 2 of 3 ready", Assert.Single(facts.Ztunnel).ToString());
        Assert.Equal(("istio-system/east", new IstioVersion(1, 29, 1)), (facts.GatewayService, facts.GatewayVersion));
    }

    [Fact]
    public async Task Waypoints_are_those_that_take_the_calls_of_Services_and_have_an_address()
    {
        var cluster = (await ReadAsync(
            new(),
            Scene.Istiod(env: Joined),
            Ztunnelled,
            EastWest,
            Waypoint("ready", "annotations: {gateway.istio.io/service-account: gateways}, "),
            Waypoint("everything", "labels: {istio.io/waypoint-for: all}, "),
            Waypoint("pods", "labels: {istio.io/waypoint-for: workload}, "),
            Waypoint("coming", address: ""),
            "apiVersion: v1\nkind: Service\nmetadata: {name: cart, namespace: shop, labels: {istio.io/use-waypoint: none}}\n"
            + "spec: {ports: [{port: 80}]}")).Cluster!;
        Assert.Equal<string>(["shop/everything", "shop/ready"], cluster.Facts!.Waypoint!);
        Assert.Equal<string>(["shop/ready=gateways"], cluster.Facts.WaypointAccount);
        Assert.Equal("shop/cart istio.io/use-waypoint=none", Assert.Single(cluster.Facts.ServiceWaypoint!).ToString());
        var again = ClusterDocument.Read(ClusterDocument.Write(cluster)).Facts!;
        Assert.Equal(
            (cluster.Facts.Waypoint, cluster.Facts.WaypointAccount, cluster.Facts.ServiceWaypoint),
            (again.Waypoint, again.WaypointAccount, again.ServiceWaypoint));

        static string Waypoint(string name, string labels = "", string address = "{type: IPAddress, value: 10.0.0.9}") =>
            $"apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: {{{labels}name: {name}, namespace: shop}}\n"
            + "spec: {gatewayClassName: istio-waypoint, listeners: [{name: mesh, port: 15008, protocol: HBONE}]}\n"
            + $"status: {{addresses: [{address}]}}";
    }

    [Theory]
    [InlineData("edge", "istio-system/east=edge")]
    [InlineData("east", null)]
    public async Task The_service_account_of_a_gateway_is_that_of_its_annotation(string account, string? kept)
    {
        var annotated = EastWest.Replace(
            "{name: east, ", $"{{name: east, annotations: {{gateway.istio.io/service-account: {account}}}, ", StringComparison.Ordinal);
        var cluster = (await ReadAsync(new(), Scene.Istiod(env: Joined), Ztunnelled, annotated, InFront)).Cluster!;
        Assert.Equal(kept is null ? [] : [kept], cluster.Facts!.EastWestAccount);
        Assert.Equal(account, AmbientClusters.AccountOf(cluster));
        Assert.Equal(cluster, ClusterDocument.Read(ClusterDocument.Write(cluster)));
    }

    [Fact]
    public async Task A_gateway_without_a_Service_is_called_where_its_status_says()
    {
        var cluster = (await ReadAsync(new(), Scene.Istiod(env: Joined), Ztunnelled, EastWest)).Cluster!;
        Assert.Equal(
            ("172.18.0.231:15008", "gateway.networking.k8s.io/gateway-name=east"),
            (cluster.Gateway.ToString(), cluster.Gateway.Selector.ToString()));
    }

    [Fact]
    public async Task A_cluster_whose_gateway_is_still_to_be_made_only_calls()
    {
        var found = await ReadAsync(new(), Scene.Istiod(env: Joined), Ztunnelled);
        Assert.Equal((MeshRoutingMode.Ambient, 0), (found.Cluster!.RoutingMode, found.Cluster.Gateway.Address.Count));
        Assert.Contains("no Gateway of the class istio-east-west", Assert.Single(found.Warning), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_gateways_for_tunnels_are_told_apart_by_their_name()
    {
        string[] scene = [Scene.Istiod(env: Joined), Ztunnelled, EastWest, InFront, Named(EastWest), Named(InFront)];
        var failure = (await ReadAsync(new(), scene)).Failure!;
        Assert.Contains("gateway.networking.k8s.io/gateway-name' = 'east'", failure.RecommendedAction, StringComparison.Ordinal);
        var chosen = (await ReadAsync(new() { GatewaySelector = LabelSet.Create(GatewayApi.NameLabel, "west") }, scene)).Cluster!;
        Assert.Equal("west", chosen.Gateway.Selector[GatewayApi.NameLabel]);

        static string Named(string text) => text.Replace("name: east", "name: west", StringComparison.Ordinal)
            .Replace("gateway-name: east", "gateway-name: west", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_istiod_joins_no_networks_or_the_mode_is_given_sidecars_are_meant()
    {
        var apart = await ReadAsync(
            new(), Scene.Istiod(env: "[{name: PILOT_ENABLE_AMBIENT, value: 'true'}]"), Ztunnelled, Scene.Gateway, Ztunnel);
        Assert.Equal(
            (MeshRoutingMode.Auto, 15443, 1), (apart.Cluster!.RoutingMode, apart.Cluster.Gateway.Port, apart.Cluster.Facts!.Ztunnel.Count));
        var given = await ReadAsync(
            new() { RoutingMode = MeshRoutingMode.Auto }, Scene.Istiod(env: Joined), Ztunnelled, Scene.Gateway, EastWest, InFront, Ztunnel);
        Assert.Equal((MeshRoutingMode.Auto, 15443), (given.Cluster!.RoutingMode, given.Cluster.Gateway.Port));
        Assert.Equal(
            ("172.18.0.230:15008", "istio-system/east"),
            (given.Cluster.TunnelGateway!.ToString(), AmbientClusters.WholeName(given.Cluster.TunnelGateway)));
        Assert.Equal(new IstioVersion(1, 29, 1), given.Cluster.Facts!.TunnelGatewayVersion);
        Assert.Equal(given.Cluster, ClusterDocument.Read(ClusterDocument.Write(given.Cluster)));
        Assert.Null(apart.Cluster.TunnelGateway);
        var asked = await ReadAsync(new() { RoutingMode = MeshRoutingMode.Ambient }, Scene.Istiod(), EastWest, InFront);
        Assert.Equal((MeshRoutingMode.Ambient, 15008), (asked.Cluster!.RoutingMode, asked.Cluster.Gateway.Port));
    }

    [Fact]
    public async Task What_is_given_of_a_gateway_is_meant_of_that_for_sidecars_where_these_are_meant()
    {
        var options = new DiscoveryOptions
        {
            RoutingMode = MeshRoutingMode.Auto,
            GatewayNamespace = "istio-system",
            GatewaySelector = LabelSet.Create(GatewayApi.NameLabel, "west"),
            GatewayAddress = ["192.0.2.7"],
        };
        var elsewhere = EastWest.Replace("namespace: istio-system", "namespace: tunnels", StringComparison.Ordinal);
        var cluster = (await ReadAsync(options, Scene.Istiod(env: Joined), Ztunnelled, elsewhere)).Cluster!;
        Assert.Equal(
            ("192.0.2.7:15443", "tunnels/east"), (cluster.Gateway.ToString(), AmbientClusters.WholeName(cluster.TunnelGateway!)));
    }

    [Fact]
    public async Task Of_a_cluster_with_both_the_gateway_whose_namespace_is_given_decides_where_no_mode_is()
    {
        var sidecars = Scene.Gateway.Replace("namespace: istio-system", "namespace: istio-ingress", StringComparison.Ordinal);
        string[] scene = [Scene.Istiod(env: Joined), Ztunnelled, Injected, sidecars, EastWest, InFront];
        var found = await ReadAsync(new() { GatewayNamespace = "istio-ingress" }, scene);
        Assert.Equal(MeshRoutingMode.Auto, found.Cluster!.RoutingMode);
        Assert.Equal("istio-ingress", found.Cluster.Gateway.Namespace);
        Assert.Equal("istio-system/east", AmbientClusters.WholeName(found.Cluster.TunnelGateway!));
        Assert.Contains(
            "no Gateway of the class istio-east-west is what was given", Assert.Single(found.Warning), StringComparison.Ordinal);
        var tunnels = (await ReadAsync(new() { GatewayNamespace = "istio-system" }, scene)).Cluster!;
        Assert.Equal((MeshRoutingMode.Ambient, "east"), (tunnels.RoutingMode, tunnels.Gateway.Selector[GatewayApi.NameLabel]));
    }

    [Fact]
    public async Task Who_may_list_Gateways_of_a_namespace_alone_gives_it()
    {
        await using var clusters = await Scene.StartAsync(Scene.ApiGateways);
        using var authority = new TestCertificates("mesh-root");
        foreach (var part in new[] { Scene.Istiod(env: Joined), Ztunnelled, EastWest, InFront, Scene.Root(authority.AuthorityPem) })
            clusters["cluster1"].Put(part);
        clusters["cluster1"].Put(Scene.Mesh("trustDomain: mesh.local"));
        clusters["cluster1"].Faults.Add(
            Fault.NoRight("list", "gateways", "gateway.networking.k8s.io"),
            request => request is { Plural: "gateways", Verb: "list", Namespace: null or "" },
            times: FaultScript.Always);
        var found = await DiscoveryTests.ReadAsync(clusters, new() { GatewayNamespace = "istio-system" });
        Assert.Equal("east", found.Cluster!.Gateway.Selector[GatewayApi.NameLabel]);
        Assert.Contains("in other namespaces than istio-system are not known", Assert.Single(found.Warning), StringComparison.Ordinal);
        Assert.Null(found.Cluster.Facts!.Waypoint);
    }

    [Fact]
    public async Task A_cluster_with_both_is_found_by_its_gateway_and_warned_of()
    {
        var tunnels = await ReadAsync(new(), Scene.Istiod(env: Joined), Ztunnelled, Injected, EastWest, InFront);
        Assert.Equal(MeshRoutingMode.Ambient, tunnels.Cluster!.RoutingMode);
        Assert.Contains("(shop) and with sidecars (legacy)", Assert.Single(tunnels.Warning), StringComparison.Ordinal);
        var sidecars = await ReadAsync(new(), Scene.Istiod(env: Joined), Ztunnelled, Injected, Scene.Gateway);
        Assert.Equal(MeshRoutingMode.Auto, sidecars.Cluster!.RoutingMode);
        Assert.Contains("for the former: -RoutingMode Ambient", Assert.Single(sidecars.Warning), StringComparison.Ordinal);
    }

    private static async Task<DiscoveredCluster> ReadAsync(DiscoveryOptions options, params string[] scene)
    {
        using var authority = new TestCertificates("mesh-root");
        await using var clusters = await Scene.StartAsync(Scene.ApiGateways);
        foreach (var part in scene.Append(Scene.Mesh("trustDomain: mesh.local")).Append(Scene.Root(authority.AuthorityPem)))
            clusters["cluster1"].Put(part);
        return await DiscoveryTests.ReadAsync(clusters, options);
    }
}
