using MeshFederation.Model.Clusters;
using MeshFederation.Model.Tracing;
using static MeshFederation.Tests.Routing.CallText;

namespace MeshFederation.Tests.Routing;

/// <summary>Requests are told apart by their host, connections by the listener that takes them, whatever name was looked up.</summary>
public class ListenerTests
{
    private static readonly MeshConfig RegistryOnly = new() { OutboundTrafficPolicy = OutboundTrafficPolicy.RegistryOnly };

    private static string Entry(string name, string host, string endpoint, string rest, string created = "") =>
        Config(
            "ServiceEntry",
            name,
            $"{{hosts: ['{host}'], location: MESH_INTERNAL, resolution: STATIC, endpoints: [{{address: {endpoint}}}], {rest}}}",
            created: created);

    [Fact]
    public void The_older_of_two_entries_has_all_connections_to_their_common_address()
    {
        var rest = "addresses: [240.1.0.1], ports: [{number: 7000, name: tcp, protocol: TCP}]";
        var yaml = Entry("new", "a.example.com", "192.0.2.1", rest, "2024-02-01T00:00:00Z")
            + Entry("old", "b.example.com", "192.0.2.2", rest, "2024-01-01T00:00:00Z");
        Assert.Equal("b.example.com:7000 192.0.2.2:7000 plain", Said(yaml, "a.example.com:7000"));
        Assert.Equal("b.example.com:7000 192.0.2.2:7000 plain", Said(yaml, "b.example.com:7000"));
    }

    [Fact]
    public void Requests_to_a_common_address_are_told_by_their_host()
    {
        var rest = "addresses: [240.1.0.1], ports: [{number: 80, name: http, protocol: HTTP}]";
        var yaml = Entry("one", "a.example.com", "192.0.2.1", rest) + Entry("two", "b.example.com", "192.0.2.2", rest);
        Assert.Equal("a.example.com:80 192.0.2.1:80 plain", Said(yaml, "a.example.com:80"));
        Assert.Equal("b.example.com:80 192.0.2.2:80 plain", Said(yaml, "b.example.com:80"));
    }

    [Fact]
    public void An_entry_without_address_takes_connections_of_other_hosts_on_its_port()
    {
        var yaml = Entry("any", "any.example.com", "192.0.2.1", "ports: [{number: 5432, name: tcp, protocol: TCP}]")
            + Service("db", "{name: tcp, port: 5432}") + Pod("db", "10.1.0.1");
        Assert.Equal("any.example.com:5432 192.0.2.1:5432 plain",
            Said(yaml, "unknown.example.org:5432", isHttp: false, address: "198.51.100.9"));
        Assert.Equal("db.shop.svc.cluster.local:5432 10.1.0.1:5432", Said(yaml, "db:5432", isHttp: false));
    }

    /// <summary>Of ranges the longest takes a connection; an address of the service's own is that of its listener.</summary>
    [Theory]
    [InlineData("240.1.0.1", "240.1.0.0/16", "b")]
    [InlineData("240.1.0.1", "240.1.0.9/16", "b")]
    [InlineData("240.1.0.1", "240.1.0.1", "b")]
    [InlineData("240.1.0.1", "10.0.0.0/8", "a")]
    [InlineData("240.1.0.0/16", "240.1.0.0/24", "b")]
    [InlineData("240.1.0.0/24", "240.1.0.0/16", "a")]
    public void A_route_for_some_addresses_has_connections_to_these_alone(string own, string subnet, string taker)
    {
        const string Ports = "ports: [{number: 7000, name: tcp, protocol: TCP}]";
        var yaml = Entry("one", "a.example.com", "192.0.2.1", $"addresses: [{own}], {Ports}")
            + Entry("two", "b.example.com", "192.0.2.1", $"addresses: [240.9.0.1], {Ports}")
            + Config("VirtualService", "a", "{hosts: [a.example.com], tcp: [{match: [{destinationSubnets: ['" + subnet
                + "']}], route: [{destination: {host: b.example.com}}]}]}");
        Assert.Equal($"{taker}.example.com:7000 192.0.2.1:7000 plain",
            Said(yaml, "a.example.com:7000", isHttp: false, address: "240.1.0.1"));
    }

    [Fact]
    public void Of_routes_for_some_addresses_the_longest_range_has_them()
    {
        const string Ports = "ports: [{number: 7000, name: tcp, protocol: TCP}]";
        var yaml = Entry("one", "a.example.com", "192.0.2.1", $"addresses: [240.1.0.1], {Ports}")
            + Entry("two", "b.example.com", "192.0.2.1", $"addresses: [240.9.0.1], {Ports}")
            + Entry("three", "c.example.com", "192.0.2.1", $"addresses: [240.9.0.2], {Ports}")
            + Config("VirtualService", "a", "{hosts: [a.example.com], tcp: [{match: [{destinationSubnets: ['240.0.0.0/8']}], route: "
                + "[{destination: {host: b.example.com}}]}, {match: [{destinationSubnets: ['240.1.0.0/16']}], route: [{destination: "
                + "{host: c.example.com}}]}]}");
        Assert.Equal("c.example.com:7000 192.0.2.1:7000 plain",
            Said(yaml, "a.example.com:7000", isHttp: false, address: "240.1.0.1"));
    }

    [Fact]
    public void A_route_for_some_addresses_is_not_followed_where_the_called_one_is_not_known()
    {
        var yaml = Service("a", "{name: tcp, port: 7000}", rest: "type: ClusterIP") + Pod("a", "10.1.0.1")
            + Config("VirtualService", "a",
                "{hosts: [a], tcp: [{match: [{destinationSubnets: [10.0.0.0/8]}], route: [{destination: {host: a}}]}]}");
        Assert.Equal(TraceOutcome.Unknown, Call(yaml, "a:7000", isHttp: false)[^1].Outcome);
    }

    [Fact]
    public void The_narrower_of_two_ranges_has_a_connection()
    {
        var yaml = Entry("wide", "wide.example.com", "192.0.2.1",
            "addresses: [203.0.113.0/24], ports: [{number: 7000, name: tcp, protocol: TCP}]")
            + Entry("narrow", "narrow.example.com", "192.0.2.2",
                "addresses: [203.0.113.16/28], ports: [{number: 7000, name: tcp, protocol: TCP}]");
        Assert.Equal("narrow.example.com:7000 192.0.2.2:7000 plain",
            Said(yaml, "wide.example.com:7000", address: "203.0.113.20", isHttp: false));
        Assert.Equal("wide.example.com:7000 192.0.2.1:7000 plain",
            Said(yaml, "wide.example.com:7000", address: "203.0.113.99", isHttp: false));
    }

    [Theory]
    [InlineData(true, "auto.example.com:9080 192.0.2.1:9080 plain")]
    [InlineData(false, "PassedOn")]
    public void A_port_without_protocol_and_address_beside_requests_takes_nothing_else_than_these(bool isHttp, string expected)
    {
        var yaml = Service("a", "{name: http, port: 9080}")
            + Entry("auto", "auto.example.com", "192.0.2.1", "ports: [{number: 9080, name: x}]");
        Assert.Equal(expected, Said(yaml, "auto.example.com:9080", isHttp: isHttp));
    }

    [Fact]
    public void A_host_that_a_wildcard_entry_covers_is_called_by_the_cluster_of_the_wildcard()
    {
        var ports = "ports: [{number: 80, name: http, protocol: HTTP}, {number: 443, name: tls, protocol: TLS}]";
        var yaml = Entry("wild", "*.w.example.com", "192.0.2.1", ports)
            + Config("ServiceEntry", "named",
                $"{{hosts: [b.w.example.com], location: MESH_INTERNAL, resolution: STATIC, endpoints: [{{address: 192.0.2.2}}], {ports}}}");
        Assert.Equal("*.w.example.com:80 192.0.2.1:80 plain", Said(yaml, "a.w.example.com:80"));
        Assert.Equal("*.w.example.com:443 192.0.2.1:443 plain", Said(yaml, "a.w.example.com:443", sni: "a.w.example.com"));
        Assert.Equal("b.w.example.com:80 192.0.2.2:80 plain", Said(yaml, "b.w.example.com:80"));
    }

    [Fact]
    public void On_port_80_a_VirtualService_routes_a_host_that_is_no_service()
    {
        var yaml = Service("a") + Pod("a", "10.1.0.1")
            + Config("VirtualService", "v", "{hosts: [www.example.org], http: [{route: [{destination: {host: a}}]}]}");
        Assert.Equal("a.shop.svc.cluster.local:80 10.1.0.1:80", Said(yaml, "www.example.org:80"));
        var other = Service("a", "{name: http, port: 8080}") + Pod("a", "10.1.0.1")
            + Config("VirtualService", "v", "{hosts: [www.example.org], http: [{route: [{destination: {host: a}}]}]}");
        Assert.Throws<MeshFederation.Model.Errors.MeshException>(() => { Call(other, "www.example.org:8080"); });
    }

    [Fact]
    public void On_other_ports_it_does_so_beside_a_service_that_it_is_for_too()
    {
        var yaml = Service("a", "{name: http, port: 8080}") + Pod("a", "10.1.0.1")
            + Config("VirtualService", "v", "{hosts: [a, www.example.org], http: [{route: [{destination: {host: a}}]}]}");
        Assert.Equal("a.shop.svc.cluster.local:8080 10.1.0.1:8080", Said(yaml, "www.example.org:8080"));
    }

    [Fact]
    public void An_ExternalName_is_another_name_of_a_service_or_none()
    {
        var yaml = Service("a") + Pod("a", "10.1.0.1")
            + Service("alias", rest: "type: ExternalName, externalName: a.shop.svc.cluster.local")
                + Service("out", rest: "type: ExternalName, externalName: api.vendor.example.com");
        Assert.Equal("a.shop.svc.cluster.local:80 10.1.0.1:80", Said(yaml, "alias:80"));
        Assert.Equal("PassedOn", Said(yaml, "out:80"));
        Assert.Equal("Closed", Said(yaml, "out:80", mesh: RegistryOnly));
    }

    /// <summary>None is a service, as istiod has it; a proxy sends on what is called by them.</summary>
    [Theory]
    [InlineData("one", "one")]
    [InlineData("one", "two", "one")]
    [InlineData("one", "two", "three", "two")]
    public void ExternalNames_that_name_each_other_are_none(params string[] names)
    {
        var yaml = string.Concat(names.Zip(names.Skip(1), (name, next) =>
            Service(name, rest: $"type: ExternalName, externalName: {next}.shop.svc.cluster.local")));
        Assert.Equal("PassedOn", Said(yaml, "one:80"));
    }

    [Fact]
    public void A_route_to_another_name_leads_to_the_service()
    {
        var yaml = Service("a") + Pod("a", "10.1.0.1")
            + Service("alias", rest: "type: ExternalName, externalName: a.shop.svc.cluster.local")
            + Service("b") + Config("VirtualService", "b", "{hosts: [b], http: [{route: [{destination: {host: alias}}]}]}");
        Assert.Equal("a.shop.svc.cluster.local:80 10.1.0.1:80", Said(yaml, "b:80"));
    }

    [Fact]
    public void Bytes_that_are_no_HTTP_find_no_chain_on_a_port_of_requests()
    {
        var yaml = Service("a") + Pod("a", "10.1.0.1");
        Assert.Equal("PassedOn", Said(yaml, "a:80", isHttp: false));
        Assert.Equal("Closed", Said(yaml, "a:80", isHttp: false, mesh: RegistryOnly));
    }
}
