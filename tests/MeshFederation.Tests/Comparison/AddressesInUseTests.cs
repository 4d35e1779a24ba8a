using CsCheck;
using MeshFederation.Istio.Declarations;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning;
using MeshFederation.Planning.Addresses;
using MeshFederation.Tests.Federations;
using MeshFederation.Tests.Planning;

namespace MeshFederation.Tests.Comparison;

/// <summary>Addresses stay once they are published, and are never somebody else's.</summary>
public sealed class AddressesInUseTests
{
    [Fact]
    public void A_host_keeps_the_address_it_has_though_it_is_not_of_the_pool()
    {
        var inUse = AddressesInUse.Of("shop", [Entry("shop", "a.global", "10.9.9.9")]);
        Assert.Equal("10.9.9.9", Allocate(inUse, ("a.global", null))["a.global"]);
    }

    [Fact]
    public void A_host_keeps_its_address_when_a_split_moves_its_ServiceEntry_to_another_namespace()
    {
        var pool = AddressPool.Parse(AddressPool.DefaultRange);
        var service = Declared.Service("a", [Declared.Cluster("c1"), Declared.Cluster("c2")], Declared.Cluster("c1"));
        var inUse = AddressesInUse.Of("shop", [Entry("shop", "a.default.svc.c2.global", "10.9.9.9")]);
        var split = service.WithTrafficSplit([DestinationSyntax.Parse("c2:100")], []);
        var plan = FederationPlanner.Plan(
            Federation.Create("shop", [split], pool, new Dictionary<string, AddressesInUse>(StringComparer.Ordinal) { ["c1"] = inUse }));
        var entry = plan.Single(manifest => manifest.Kind == "ServiceEntry");
        Assert.Equal(("default", "10.9.9.9"), (entry.Namespace, Address(entry)));
        Assert.True(inUse.Fits(plan));
    }

    [Fact]
    public void An_address_that_is_asked_for_goes_before_the_one_it_has()
    {
        var inUse = AddressesInUse.Of("shop", [Entry("shop", "a.global", "10.9.9.9")]);
        Assert.Equal("10.8.8.8", Allocate(inUse, ("a.global", "10.8.8.8"))["a.global"]);
    }

    [Fact]
    public void An_address_of_another_federation_is_not_kept_but_avoided()
    {
        var free = Allocate(AddressesInUse.None, ("a.global", null))["a.global"];
        var inUse = AddressesInUse.Of("shop", [Entry("books", "a.global", free)]);
        Assert.NotEqual(free, Allocate(inUse, ("a.global", null))["a.global"]);
    }

    [Fact]
    public void The_address_of_a_host_that_is_no_longer_wanted_is_not_given_to_a_new_one_while_it_is_there()
    {
        var free = Allocate(AddressesInUse.None, ("a.global", null))["a.global"];
        Assert.NotEqual(free, Allocate(AddressesInUse.Of("shop", [Entry("shop", "old.global", free)]), ("a.global", null))["a.global"]);
    }

    [Fact]
    public void ServiceEntries_of_one_host_and_namespace_may_share_an_address()
    {
        var inUse = AddressesInUse.Of("shop", [Entry("books", "a.global", "10.9.9.9")]);
        Assert.Empty(inUse.Collisions([Entry("shop", "a.global", "10.9.9.9")]));
        Assert.Equal("istio-system/a.global", Assert.Single(inUse.Collisions([Entry("shop", "b.global", "10.9.9.9")])).Owner);
    }

    [Theory]
    [InlineData("{addresses: [10.0.0.1]}", "{}")]
    [InlineData("{addresses: [10.0.0.0/31]}", "{}")]
    [InlineData("{addresses: [10.0.0.1/31]}", "{}")]
    [InlineData("{}", "{addresses: [{value: 10.0.0.1, host: x}]}")]
    public void Declared_and_allocated_addresses_and_ranges_of_others_are_avoided(string spec, string status)
    {
        var entry = ClusterFixture.Object("{apiVersion: networking.istio.io/v1, kind: ServiceEntry, metadata: {name: x, namespace: "
            + $"edge}}, spec: {spec}, status: {status}}}");
        var inUse = AddressesInUse.Of("shop", [entry]);
        Assert.Equal("10.0.0.2", Allocate(inUse, "10.0.0.0/30", ("a.global", null))["a.global"]);
        Assert.Equal("edge/x", inUse.ForeignOwner("10.0.0.1"));
    }

    [Fact]
    public void Whatever_was_published_before_and_by_others_every_host_keeps_its_address_and_none_collides() =>
        (from services in FederationGen.Services(4, 8)
         from before in Gen.Int[0, services.Count - 1]
         from seed in Gen.Int
         select (services, before, seed)).Sample(
            (services, before, seed) =>
            {
                var pool = AddressPool.Parse("10.0.0.0/22");
                var random = new Random(seed);
                var earlier = before == 0 ? [] : FederationPlanner.Plan(Federation.Create("shop", services.Take(before).ToList(), pool));
                var live = earlier.Where(manifest => manifest.Kind == "ServiceEntry")
                    .ToLookup(manifest => manifest.Cluster, StringComparer.Ordinal);
                var clusters = services.SelectMany(service => service.ClientCluster.Concat(service.Cluster))
                    .Select(cluster => cluster.Name).Distinct(StringComparer.Ordinal);
                var foreign = Enumerable.Range(0, 300)
                    .Select(i => Entry("books", $"f{i}.global", pool.AddressAt(random.Next((int)pool.Count)))).ToList();
                var inUse = clusters.ToDictionary(
                    name => name,
                    name => AddressesInUse.Of("shop", [.. live[name], .. foreign.Where(entry => !Taken(live[name], entry))]),
                    StringComparer.Ordinal);

                foreach (var now in FederationPlanner.Plan(Federation.Create("shop", services, pool, inUse))
                    .Where(manifest => manifest.Kind == "ServiceEntry")
                    .GroupBy(manifest => manifest.Cluster, StringComparer.Ordinal))
                {
                    Assert.True(inUse[now.Key].Fits(now));
                    Assert.Empty(inUse[now.Key].Collisions(now));
                    Assert.Equal(Count(now.Select(Host)), Count(now.Select(Address)));
                    Assert.Equal(Count(now.Select(Host)), now.Select(entry => (Host(entry), Address(entry))).Distinct().Count());
                    foreach (var kept in live[now.Key])
                        Assert.Equal(Address(kept), Address(now.Single(manifest => manifest.Name == kept.Name)));
                }
            },
            iter: 100);

    private static int Count(IEnumerable<string> values) => values.Distinct(StringComparer.Ordinal).Count();

    private static string Host(MeshManifest entry) => (string)entry.Spec.List("hosts")[0]!;

    private static bool Taken(IEnumerable<MeshManifest> live, MeshManifest entry) => live.Any(kept => Address(kept) == Address(entry));

    private static string Address(MeshManifest entry) => (string)entry.Spec.List("addresses")[0]!;

    private static MeshManifest Entry(string federation, string host, string address) =>
        ClusterFixture.Labelled("ServiceEntry", $"istio-system/{host}", $"{{hosts: [{host}], addresses: [{address}]}}", federation);

    private static IReadOnlyDictionary<string, string> Allocate(AddressesInUse inUse, params (string Host, string? Asked)[] hosts) =>
        Allocate(inUse, AddressPool.DefaultRange, hosts);

    private static IReadOnlyDictionary<string, string> Allocate(
        AddressesInUse inUse, string pool, params (string Host, string? Asked)[] hosts) =>
            new AddressAllocator(AddressPool.Parse(pool), "c1", inUse).Allocate(hosts);
}
