using MeshFederation.Istio.Ports;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Ports;

namespace MeshFederation.Tests.Model;

public sealed class PortProtocolTests
{
    [Theory]
    [InlineData(9080, "http", "TCP", null, IstioProtocol.HTTP)]
    [InlineData(9080, "http-web", "TCP", null, IstioProtocol.HTTP)]
    [InlineData(9080, "web-http", "TCP", null, IstioProtocol.Undeclared)]
    [InlineData(9080, "", "TCP", null, IstioProtocol.Undeclared)]
    [InlineData(9080, "port-9080", "TCP", null, IstioProtocol.Undeclared)]
    [InlineData(9080, "tcp-9080", "TCP", null, IstioProtocol.TCP)]
    [InlineData(9080, "grpc-web", "TCP", null, IstioProtocol.GRPCWeb)]
    [InlineData(9080, "grpc-webs", "TCP", null, IstioProtocol.GRPCWeb)]
    [InlineData(9080, "grpc-a", "TCP", null, IstioProtocol.GRPC)]
    [InlineData(3306, "db", "TCP", null, IstioProtocol.TCP)]
    [InlineData(25, "", "TCP", null, IstioProtocol.TCP)]
    [InlineData(3306, "mysql", "TCP", null, IstioProtocol.MySQL)]
    [InlineData(27017, "http", "TCP", null, IstioProtocol.HTTP)]
    [InlineData(9080, "http", "TCP", "unknown", IstioProtocol.Undeclared)]
    [InlineData(9080, "web", "TCP", "HTTPS", IstioProtocol.HTTPS)]
    [InlineData(9080, "web", "TCP", "kubernetes.io/h2c", IstioProtocol.HTTP2)]
    [InlineData(9080, "web", "TCP", "kubernetes.io/wss", IstioProtocol.HTTPS)]
    [InlineData(9080, "kubernetes.io/ws", "TCP", null, IstioProtocol.Undeclared)]
    [InlineData(53, "http", "UDP", null, IstioProtocol.UDP)]
    [InlineData(53, "udp-dns", "TCP", null, IstioProtocol.UDP)]
    public void A_port_of_a_Service_is_taken_for_what_Istio_takes_it_for(
        int number, string name, string transport, string? appProtocol, IstioProtocol expected) =>
            Assert.Equal(expected, PortProtocol.OfService(number, name, transport, appProtocol));

    [Theory]
    [InlineData("9080", "port-9080:9080")]
    [InlineData("web:8081", "web:8081")]
    [InlineData("web:8081/http", "web:8081/HTTP")]
    [InlineData("9080/TCP", "tcp-9080:9080/TCP")]
    [InlineData("db:3306", "db:3306/TCP")]
    [InlineData("3306", "tcp-3306:3306/TCP")]
    [InlineData("grpc-web:80", "grpc-web:80/GRPC-Web")]
    public void A_port_can_be_typed_as_it_is_shown(string typed, string shown)
    {
        var port = PortSyntax.Parse(typed);
        Assert.Equal((shown, port), (port.ToString(), PortSyntax.Parse(port.ToString())));
    }

    [Theory]
    [InlineData(IstioProtocol.UDP)]
    [InlineData(IstioProtocol.HTTPProxy)]
    public void A_port_that_no_gateway_passes_on_cannot_be_made(IstioProtocol protocol) =>
        Assert.Equal(MeshErrorId.PortProtocolInvalid, Assert.Throws<MeshException>(() => new MeshPort("a", 80, protocol)).ErrorId);

    [Fact]
    public void Every_protocol_but_UDP_is_routed_by_one_list_and_an_undeclared_one_by_two()
    {
        foreach (var protocol in Enum.GetValues<IstioProtocol>())
        {
            var lists = Enum.GetValues<RouteKind>().Count(kind => protocol.IsRoutedBy(kind));
            Assert.Equal(protocol switch { IstioProtocol.UDP => 0, IstioProtocol.Undeclared => 2, _ => 1 }, lists);
        }
    }
}
