using System.Net;
using CsCheck;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Addresses;

namespace MeshFederation.Tests.Planning;

public sealed class AddressTests
{
    [Theory]
    [InlineData("240.0.0.0/12", 1_040_384)]
    [InlineData("10.0.0.0/24", 254)]
    [InlineData("10.0.0.128/25", 126)]
    [InlineData("10.0.0.0/30", 2)]
    [InlineData("fd00:240::/112", 65_535)]
    public void A_pool_counts_its_usable_addresses(string range, long count) => Assert.Equal(count, AddressPool.Parse(range).Count);

    [Theory]
    [InlineData("240.0.0.0/12")]
    [InlineData("10.1.2.0/23")]
    [InlineData("10.0.0.64/26")]
    [InlineData("fd00::/120")]
    public void Every_address_lies_in_the_pool_and_none_is_a_network_or_broadcast_address(string range)
    {
        var (pool, network) = (AddressPool.Parse(range), IPNetwork.Parse(range));
        Gen.Long[0, pool.Count - 1].Sample(
            index =>
            {
                var address = IPAddress.Parse(pool.AddressAt(index));
                Assert.True(network.Contains(address));
                Assert.NotEqual(network.BaseAddress, address);
                if (address.GetAddressBytes() is [_, _, _, var last]) Assert.InRange(last, 1, 254);
            },
            iter: 2_000);
    }

    [Theory]
    [InlineData("240.240.0.0/16", MeshErrorId.AddressPoolReserved)]
    [InlineData("240.240.7.0/24", MeshErrorId.AddressPoolReserved)]
    [InlineData("240.0.0.0/4", MeshErrorId.AddressPoolReserved)]
    [InlineData("2001:2::/64", MeshErrorId.AddressPoolReserved)]
    [InlineData("240.0.0.5/12", MeshErrorId.AddressPoolInvalid)]
    [InlineData("10.0.0.0/31", MeshErrorId.AddressPoolInvalid)]
    [InlineData("127.0.0.0/16", MeshErrorId.AddressPoolInvalid)]
    [InlineData("224.0.0.0/8", MeshErrorId.AddressPoolInvalid)]
    [InlineData("ten", MeshErrorId.AddressPoolInvalid)]
    [InlineData("", MeshErrorId.AddressPoolInvalid)]
    public void A_range_that_cannot_be_used_is_refused(string range, string errorId) =>
        Assert.Equal(errorId, Assert.Throws<MeshException>(() => AddressPool.Parse(range)).ErrorId);

    [Fact]
    public void A_pool_gives_out_its_last_address_and_then_says_that_it_is_full()
    {
        var hosts = Enumerable.Range(0, 255).Select(i => ($"h{i}.global", (string?)null)).ToList();
        var allocated = Allocate("10.0.0.0/24", [.. hosts.Take(254)]);
        Assert.Equal(254, allocated.Values.Distinct(StringComparer.Ordinal).Count());

        var error = Assert.Throws<MeshException>(() => Allocate("10.0.0.0/24", [.. hosts]));
        Assert.Equal(MeshErrorId.AddressPoolExhausted, error.ErrorId);
        Assert.Contains("254 usable addresses", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_that_was_asked_for_is_given_and_to_nobody_else()
    {
        var free = Allocate("10.0.0.0/30", [("a", null)])["a"];
        var allocated = Allocate("10.0.0.0/30", [("a", null), ("b", free)]);
        Assert.Equal(free, allocated["b"]);
        Assert.NotEqual(free, allocated["a"]);
    }

    [Fact]
    public void Two_hosts_cannot_ask_for_one_address()
    {
        var error = Assert.Throws<MeshException>(() => Allocate("10.0.0.0/24", [("a", "10.9.9.9"), ("b", "10.9.9.9")]));
        Assert.Equal(MeshErrorId.AddressConflict, error.ErrorId);
        Assert.Contains("'a' and 'b'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_that_Istio_may_give_away_is_refused() =>
        Assert.Equal(
            MeshErrorId.AddressInvalid, Assert.Throws<MeshException>(() => Allocate("10.0.0.0/24", [("a", "240.240.0.9")])).ErrorId);

    [Fact]
    public void No_service_has_the_broadcast_address() =>
        Assert.Equal(
            MeshErrorId.AddressInvalid, Assert.Throws<MeshException>(() => Allocate("10.0.0.0/24", [("a", "255.255.255.255")])).ErrorId);

    [Fact]
    public void A_pool_that_others_have_used_up_is_not_called_too_small()
    {
        var others = AddressesInUse.Of("shop", [Entry("10.0.0.1"), Entry("10.0.0.2")]);
        var error = Assert.Throws<MeshException>(
            () => new AddressAllocator(AddressPool.Parse("10.0.0.0/30"), "cluster1", others).Allocate([("a", null)]));
        Assert.Equal(MeshErrorId.AddressPoolExhausted, error.ErrorId);
        Assert.EndsWith(
            "has 2 usable addresses, but the client cluster 'cluster1' needs 1, and the ServiceEntries of others have the rest.",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_host_keeps_its_address_when_others_come_that_do_not_collide()
    {
        var alone = Allocate(AddressPool.DefaultRange, [("reviews.default.svc.cluster2.global", null)]).Values.Single();
        var many = Allocate(
            AddressPool.DefaultRange,
            [("reviews.default.svc.cluster2.global", null), .. Enumerable.Range(0, 50).Select(i => ($"other{i}.global", (string?)null))]);
        Assert.Equal(alone, many["reviews.default.svc.cluster2.global"]);
    }

    private static MeshManifest Entry(string address) => new("cluster1", UnstructuredMap.Of(
        ("kind", "ServiceEntry"),
        ("metadata", UnstructuredMap.Of(("name", "other"), ("namespace", "default"))),
        ("spec", UnstructuredMap.Of(("addresses", UnstructuredList.Of(address))))));

    private static IReadOnlyDictionary<string, string> Allocate(string range, IReadOnlyList<(string Host, string? Asked)> hosts) =>
        new AddressAllocator(AddressPool.Parse(range), "cluster1").Allocate(hosts);
}
