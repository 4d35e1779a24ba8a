using MeshFederation.Istio.Declarations;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning;

namespace MeshFederation.Tests.Planning;

/// <summary>Where the objects of a client cluster stand.</summary>
public sealed class PlacementTests
{
    private static readonly MeshCluster C1 = Declared.Cluster("c1");
    private static readonly MeshCluster C2 = Declared.Cluster("c2");
    private static readonly MeshCluster C3 = Declared.Cluster("c3");

    [Fact]
    public void What_a_VirtualService_names_stands_beside_it_and_other_hosts_in_Istios_namespace() => Assert.Equal(
        [
            "DestinationRule/shop/a.shop.svc.c2.global", "DestinationRule/istio-system/a.shop.svc.c3.global",
            "ServiceEntry/shop/a.shop.svc.c2.global", "ServiceEntry/istio-system/a.shop.svc.c3.global", "VirtualService/shop/a",
        ],
        Places(Split(Declared.Service("a", [C1, C2, C3], C1, "shop"), "c1:50", "c2:50")));

    [Fact]
    public void Without_a_split_all_stand_in_Istios_namespace() => Assert.Equal(
        ["DestinationRule/istio-system/a.shop.svc.c2.global", "ServiceEntry/istio-system/a.shop.svc.c2.global"],
        Places(Declared.Service("a", [C1, C2], C1, "shop")));

    [Theory]
    [InlineData("", "istio-system")]
    [InlineData("default", "istio-system")]
    [InlineData("default,shop", "shop")]
    public void Where_the_service_does_not_run_its_namespace_is_used_only_when_the_cluster_shows_it(string known, string place) =>
        Assert.Equal(
            [
                $"DestinationRule/{place}/a.shop.svc.c2.global",
                $"ServiceEntry/{place}/a.shop.svc.c2.global",
                $"VirtualService/{place}/a.shop.svc.c2.global"
            ],
            Places(Split(Declared.Service("a", [C2], Showing(C1, known), "shop"), "c2/v1:100")));

    [Fact]
    public void A_cluster_that_was_read_for_one_declaration_is_known_to_all_whatever_their_order()
    {
        var read = Split(Declared.Service("a", [C2], Showing(C1, "shop"), "shop"), "c2/v1:100");
        var declared = Split(Declared.Service("b", [C2], C1, "shop"), "c2/v1:100");
        var places = Places(read, declared);
        Assert.All(places, place => Assert.Contains("/shop/", place, StringComparison.Ordinal));
        Assert.Equal(places, Places(declared, read));
    }

    [Fact]
    public void Of_two_reads_of_a_cluster_that_differ_the_same_one_counts_whatever_the_order_of_declarations()
    {
        var selecting = C1 with { MeshConfig = new() { DiscoverySelector = [SelectorSyntax.Parse("seen=yes")] } };
        MeshCluster Read(string label, string setting) => selecting with
        {
            Facts = new()
            {
                Namespace = [new("istio-system", LabelSet.Create("seen", "yes")), new("shop", LabelSet.Create("seen", label))],
                IstiodSetting = [setting],
            },
        };
        MeshService Called(string name, MeshCluster client) => Split(Declared.Service(name, [C2], client, "shop"), "c2/v1:100");
        var known = Read("yes", "A=1");
        foreach (var other in new[] { Read("no", "A=1"), Read("yes", "ISTIO_WATCH_NAMESPACE=istio-system") })
        {
            Assert.Equal(Places(Called("a", known), Called("b", other)), Places(Called("b", other), Called("a", known)));
            Assert.Equal(Places(Called("a", known), Called("b", other)), Places(Called("a", other), Called("b", known)));
        }
    }

    private static MeshCluster Showing(MeshCluster cluster, string namespaces) => namespaces.Length == 0 ? cluster : cluster with
    {
        Facts = new() { Namespace = namespaces.Split(',').Select(name => new MeshNamespace(name, LabelSet.Empty)).ToValueList() },
    };

    private static MeshService Split(MeshService service, params string[] destinations) =>
        service.WithTrafficSplit([.. destinations.Select(DestinationSyntax.Parse)], []);

    private static List<string> Places(params MeshService[] services) =>
        [.. FederationPlanner.Plan(Declared.Federation(services))
            .Where(manifest => manifest.Cluster == "c1")
            .Select(manifest => manifest.ToString())
            .OrderBy(text => text.Split('/')[0], StringComparer.Ordinal).ThenBy(text => text.Split('/')[2], StringComparer.Ordinal)];
}
