using System.Net;
using System.Net.Sockets;
using MeshFederation.Analysis.Checks;
using MeshFederation.Clusters.Checking;
using MeshFederation.Clusters.Comparing;
using MeshFederation.Clusters.Names;
using MeshFederation.Clusters.Tests.Server;
using MeshFederation.Clusters.Yaml;
using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Planning.Addresses;

namespace MeshFederation.Clusters.Tests.Comparing;

/// <summary>Names of gateways that are looked up as objects are made, and lead elsewhere later.</summary>
public sealed class GatewayNameTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("203.0.113.9 203.0.113.7", "203.0.113.7, 203.0.113.9")]
    [InlineData("2001:db8::2 203.0.113.7", "203.0.113.7")]
    [InlineData("2001:DB8::2", "2001:db8::2")]
    public async Task A_name_is_the_addresses_that_it_leads_to(string answers, string addresses)
    {
        var found = await Names(answers).ResolveAsync([Service()], Ct);
        var gateway = found[0].In("cluster2")!.Cluster.Gateway;
        Assert.Equal(addresses, gateway.ResolvedAddress.ToString());
        Assert.Equal("two.example.com", gateway.Address.ToString());
    }

    [Fact]
    public async Task A_name_that_leads_to_nothing_is_an_error_that_names_it()
    {
        var unknown = new GatewayNames((_, _) => throw new SocketException((int)SocketError.HostNotFound), TimeProvider.System);
        foreach (var names in new[] { unknown, Names("") })
        {
            var error = await Assert.ThrowsAsync<MeshException>(() => names.ResolveAsync([Service()], Ct));
            Assert.Equal(MeshErrorId.GatewayUnresolved, error.ErrorId);
            Assert.Contains("'two.example.com' of the gateway of 'cluster2'", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Nobody_is_asked_where_proxies_look_names_up()
    {
        var silent = new GatewayNames((_, _) => throw new InvalidOperationException(), TimeProvider.System);
        MeshService[] services = [Service(resolves: false)];
        Assert.Same(services, await silent.ResolveAsync(services, Ct));
    }

    [Fact]
    public async Task A_name_that_leads_elsewhere_later_is_drift()
    {
        await using var clusters = await TestClusters.StartAsync(2);
        var before = await CompareAsync(clusters, "203.0.113.7");
        Assert.Empty(before.Notes);
        foreach (var change in before.Plan.Changes) clusters[change.Cluster].Put($"{change.Wanted}");
        Assert.DoesNotContain((await CompareAsync(clusters, "203.0.113.7")).Notes, IsMoved);
        var after = await CompareAsync(clusters, "203.0.113.9");
        Assert.Equal(
            "The gateway of 'cluster2' (two.example.com) is at 203.0.113.9 now, and callers in 'cluster1' have 203.0.113.7. Publishing "
            + "gives them the new addresses.",
            Assert.Single(after.Notes, IsMoved));
        var entry = Assert.Single(after.Plan.Changes, change => change.Kind == "ServiceEntry");
        Assert.Equal("STATIC", entry.Wanted!.Map("spec")!.Text("resolution"));
        Assert.Contains("address: 203.0.113.9", $"{entry.Wanted}", StringComparison.Ordinal);
        Assert.Contains("resolveGateway: true", $"{after.Plan.Declaration}", StringComparison.Ordinal);
        Assert.DoesNotContain("203.0.113", $"{after.Plan.Declaration}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_of_Gateways_for_other_networks_are_looked_up_unless_a_ServiceEntry_has_them()
    {
        static MeshManifest Object(string kind, string version, string spec) => new("cluster1", YamlReader.ReadText(
            $"apiVersion: {version}\nkind: {kind}\nmetadata: {{name: a, namespace: istio-system}}\nspec: {spec}", "a.yaml")[0].Content);
        static MeshManifest Remote(string name) => Object("Gateway", "gateway.networking.k8s.io/v1", "{gatewayClassName: istio-remote, "
            + $"addresses: [{{type: Hostname, value: {name}}}]}}");
        var read = new CheckedCluster(new("cluster1", "cluster1"))
        {
            Objects =
            [
                Remote("gone.example.com"), Remote("there.example.com"), Remote("entry.example.com"), Remote("192.0.2.2"),
                Object("ServiceEntry", "networking.istio.io/v1", "{hosts: [entry.example.com]}"),
            ],
        };
        var names = new GatewayNames(
            (host, _) => host.StartsWith("there", StringComparison.Ordinal) ? Task.FromResult<IPAddress[]>([IPAddress.Loopback])
                : throw new SocketException((int)SocketError.HostNotFound),
            TimeProvider.System);
        var looked = await TunnelNames.LookUpAsync(names, [read], Ct);
        var (name, why) = Assert.Single(looked[0].UnresolvedName);
        Assert.Equal(("gone.example.com", "DNS knows no such name"), (name, why));
    }

    private static bool IsMoved(string note) => note.StartsWith("The gateway of", StringComparison.Ordinal);

    private static Task<Comparison> CompareAsync(TestClusters clusters, string answers) =>
        new FederationComparer(new ComparisonOptions { Names = Names(answers) })
            .CompareAsync("shop", [Service(kubeconfig: clusters.Kubeconfig)], AddressPool.Parse(AddressPool.DefaultRange), Ct);

    private static GatewayNames Names(string answers) => new(
        (_, _) => Task.FromResult(answers.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(IPAddress.Parse).ToArray()),
        TimeProvider.System);

    private static MeshService Service(bool resolves = true, string? kubeconfig = null)
    {
        var client = new MeshCluster("cluster1", "cluster1") { Kubeconfig = kubeconfig };
        var server = new MeshCluster("cluster2", "cluster2")
        {
            Kubeconfig = kubeconfig,
            Gateway = new() { Address = ["two.example.com"], ResolvesNames = resolves },
        };
        return ServiceDeclaration.Check(new(
            name: "orders", ns: "shop", port: [PortSyntax.Parse("http:80")], instance: [new(server)], clientCluster: [client]));
    }
}
