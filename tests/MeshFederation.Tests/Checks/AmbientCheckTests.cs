using MeshFederation.Analysis.Checks;
using MeshFederation.Istio.Ambient;
using MeshFederation.Model.Checks;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Tests.Planning;

namespace MeshFederation.Tests.Checks;

/// <summary>What is checked of live clusters that call each other through tunnels: what no object of a file tells.</summary>
public sealed partial class AmbientCheckTests
{
    private static readonly MeshConfig Global = new() { GlobalService = [ServiceScopes.Of(Cluster("c1"))[0]] };

    [Fact]
    public void Two_meshes_that_fit_pass()
    {
        var checks = Run(Read("c1"), Read("c2"));
        Assert.Equal(
            [
                "ambient-gateways c1", "ambient-gateways c2", "ambient-istiod c1", "ambient-istiod c2", "ambient-pair c1",
                "ambient-ztunnel c1",
            ],
            checks.Select(check => $"{check.Id} {check.Cluster}").Order(StringComparer.Ordinal));
        Assert.All(checks, check => Assert.Equal(CheckStatus.Passed, check.Status));
    }

    [Fact]
    public void A_service_that_is_called_so_by_itself_has_the_same_checks()
    {
        static MeshCluster OfSidecars(MeshCluster cluster) =>
            cluster with { RoutingMode = MeshRoutingMode.Auto, Gateway = new(), TunnelGateway = cluster.Gateway };
        static CheckedCluster Checked(string name) => Read(name) with { Declared = OfSidecars(Cluster(name)) };
        var server = OfSidecars(Cluster("c2"));
        var service = Declared.Service("one", [server], OfSidecars(Cluster("c1"))) with
        {
            Instance = [new(server) { ServiceAccount = ["a"] }],
            RoutingMode = MeshRoutingMode.Ambient,
        };
        var checks = CheckList.Run(new(Declared.Federation(service), [Checked("c1"), Checked("c2")], null, DateTimeOffset.UnixEpoch));
        Assert.Equal(
            Run(Read("c1"), Read("c2")).Select(check => $"{check.Id} {check.Cluster} {check.Status}"),
            checks.Where(check => check.Category == "Ambient").Select(check => $"{check.Id} {check.Cluster} {check.Status}"));
        Assert.DoesNotContain(checks, check => check.Id == "sidecars");
        Assert.Contains(
            "Gateway istio-system/istio-eastwestgateway",
            Assert.Single(checks, check => check.Id == "gateway-address").Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Checks_of_sidecars_are_not_made() => Assert.DoesNotContain(
        CheckList.Run(Scene(Read("c1"), Read("c2"))), check => check.Id == "sidecars");

    public static TheoryData<string, string, CheckStatus, string, Func<CheckedCluster, CheckedCluster>> Troubles => new()
    {
        { "ambient-istiod", "c2", CheckStatus.Failed, "lacks AMBIENT_ENABLE_MULTI_NETWORK=true",
            read => Facts(read, facts => facts with { IstiodSetting = ["PILOT_ENABLE_AMBIENT=true"] }) },
        { "ambient-istiod", "c2", CheckStatus.NotChecked, "elsewhere", read => Facts(read, facts => facts with { ControlPlane = [] }) },
        { "ambient-istiod", "c1", CheckStatus.Warned, "as default/waypoint, reach no other network",
            read => Facts(read, facts => facts with
            {
                IstiodSetting = [.. facts.IstiodSetting, "AMBIENT_ENABLE_MULTI_NETWORK_WAYPOINT=false"],
                Waypoint = ["default/waypoint"],
            }) },
        { "ambient-ztunnel", "c1", CheckStatus.Failed, "has no network, and its cluster c1 has 'net-c1'",
            read => Facts(read, facts => facts with { Ztunnel = [facts.Ztunnel[0] with { Network = "" }] }) },
        { "ambient-ztunnel", "c1", CheckStatus.Warned, "1 of 2 ready: on the other nodes",
            read => Facts(read, facts => facts with { Ztunnel = [facts.Ztunnel[0] with { Ready = 1 }] }) },
        { "ambient-ztunnel", "c1", CheckStatus.NotChecked, "No DaemonSet", read => Facts(read, facts => facts with { Ztunnel = [] }) },
        { "ambient-ztunnel", "c1", CheckStatus.Failed, "has no label topology.istio.io/network, and 'net-c1' was declared",
            read => read with { Found = read.Found! with { Network = null } } },
        { "ambient-gateways", "c2", CheckStatus.Failed, "no Gateway of the class istio-east-west", read => read with { Objects = [] } },
        { "ambient-gateways", "c2", CheckStatus.Failed, "is not programmed: no pods",
            read => read with { Objects = [East("{addresses: [{value: 192.0.2.2}], conditions: [{type: Programmed, status: 'False', "
                + "message: no pods}]}")] } },
        { "ambient-gateways", "c1", CheckStatus.Failed, "has no address in its status", read => read with { Objects = [Remote("{}")] } },
        { "ambient-gateways", "c1", CheckStatus.Warned,
            "DNS knows no such name. Where ztunnels find none either, they say: no ip addresses were resolved for workload: "
                + "NetworkGateway/net-c2/east.example.com",
            read => read with
            {
                Objects = [Remote("{addresses: [{type: Hostname, value: east.example.com}]}")],
                UnresolvedName = new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["east.example.com"] = "DNS knows no such name",
                },
            } },
        { "ambient-pair", "c2", CheckStatus.Failed, "and that of c2 other", read => read with
            { Found = read.Found! with { TrustDomain = "other" } } },
        { "ambient-pair", "c2", CheckStatus.Failed, "In c2 1.29.1 runs",
            read => Facts(read, facts => facts with { GatewayVersion = new(1, 29, 1) }) },
        { "ambient-pair", "c2", CheckStatus.Failed, "Both are of the network 'net-c1'", read => read with
            { Found = read.Found! with { Network = "net-c1" } } },
        { "ambient-pair", "c2", CheckStatus.Failed, "No label makes the Service", read => read with
            { Found = read.Found! with { MeshConfig = MeshConfig.Default } } },
        { "ambient-pair", "c2", CheckStatus.NotChecked, "is not known", read => read with { Found = null } },
    };

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Troubles))]
    public void A_trouble_is_found_by_its_check(
        string id, string cluster, CheckStatus status, string message, Func<CheckedCluster, CheckedCluster> trouble)
    {
        CheckedCluster Of(string name) => name == cluster ? trouble(Read(name)) : Read(name);
        var checks = Run(Of("c1"), Of("c2"));
        Assert.Contains(
            checks, check => check.Id == id && check.Status == status && check.Message.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_gateway_for_tunnels_is_called_at_the_address_that_was_declared()
    {
        var declared = Declared.Cluster("c2") with { TunnelGateway = AmbientClusters.Usual(new() { Address = ["192.0.2.8"] }) };
        var found = declared with { TunnelGateway = AmbientClusters.Named(new() { Address = ["192.0.2.9"], Port = 15008 }, "edge/east") };
        var facts = new CheckedCluster(declared) { Found = found }.Facts;
        Assert.Equal(("192.0.2.8:15008", "edge/east"), ($"{facts.TunnelGateway}", AmbientClusters.WholeName(facts.TunnelGateway!)));
        Assert.Equal("192.0.2.9:15008", $"{new CheckedCluster(Declared.Cluster("c2")) { Found = found }.Facts.TunnelGateway}");
    }

    [Fact]
    public void A_cluster_whose_Istio_was_not_made_out_is_not_checked()
    {
        var unread = Read("c1") with
        {
            Found = null,
            NotFound = new(MeshErrorId.IstioNotFound, MeshErrorKind.ObjectNotFound, "No istiod.", "Install it."),
        };
        Assert.All(
            Run(unread, Read("c2")).Where(check => check.Cluster == "c1"), check => Assert.Equal(CheckStatus.NotChecked, check.Status));
    }

    private static CheckedCluster Facts(CheckedCluster read, Func<MeshClusterFacts, MeshClusterFacts> change) =>
        read with { Found = read.Found! with { Facts = change(read.Found.Facts!) } };

    private static List<MeshCheck> Run(CheckedCluster one, CheckedCluster two) =>
        [.. CheckList.Run(Scene(one, two)).Where(check => check.Category == "Ambient")];

    private static CheckScene Scene(CheckedCluster one, CheckedCluster two)
    {
        var service = Declared.Service("one", [Cluster("c2")], Cluster("c1")) with
        {
            Instance = [new(Cluster("c2")) { ServiceAccount = ["a"] }],
        };
        return new(Declared.Federation(service), [one, two], null, DateTimeOffset.UnixEpoch);
    }

    private static CheckedCluster Read(string name) => new(Cluster(name))
    {
        KubernetesVersion = "v1.36.4",
        Objects = [name == "c2" ? East("{addresses: [{value: 192.0.2.2}]}") : Remote("{addresses: [{value: 192.0.2.2}]}")],
        Found = Cluster(name) with
        {
            MeshConfig = Global,
            IstioVersion = new(1, 30, 3),
            Facts = new()
            {
                Revision = "default",
                ControlPlane = [new("istio-system", "default", new(1, 30, 3), 1)],
                IstiodSetting = ["AMBIENT_ENABLE_MULTI_NETWORK=true", "PILOT_ENABLE_AMBIENT=true"],
                Ztunnel =
                [
                    new() { Name = "istio-system/ztunnel", Version = new(1, 30, 3), Network = "net-" + name, Ready = 2, Wanted = 2 },
                ],
            },
        },
    };

    private static MeshManifest East(string status) => Gateway("c2", "istio-east-west", status);

    private static MeshManifest Remote(string status) => Gateway("c1", "istio-remote", status);

    private static MeshManifest Gateway(string cluster, string name, string status) => new(
        cluster,
        Clusters.Yaml.YamlReader.ReadText(
            $"apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: {{name: east, namespace: istio-system, labels: "
            + $"{{topology.istio.io/network: net-c2}}}}\nspec: {{gatewayClassName: {name}, listeners: [{{name: mesh, port: 15008, "
            + $"protocol: HBONE}}]}}\nstatus: {status}", "gateway.yaml")[0].Content);

    private static MeshCluster Cluster(string name) => Declared.Cluster(name) with
    {
        RoutingMode = MeshRoutingMode.Ambient,
        Network = "net-" + name,
        TrustDomain = "mesh.local",
        Gateway = AmbientClusters.Usual(Declared.Cluster(name).Gateway),
    };
}
