using System.Globalization;
using MeshFederation.Analysis.Calls;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Ports;
using MeshFederation.Routing.Gateways;

namespace MeshFederation.Analysis.Rules.AcrossClusters;

internal sealed class ProtocolsDiffer : WayRule
{
    public override string Id => "MF3014";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "A port has the protocol that it has in the serving cluster.";

    public override string Recommendation =>
        "Use the protocol of the serving cluster's Service in the ServiceEntry; TCP takes HTTP's metrics and routing away, and breaks "
        + "gRPC.";

    public override string Source =>
        "pilot/pkg/networking/core/cluster_builder.go; pkg/config/analysis/analyzers/multicluster/service.go (IST0170)";

    protected override string? Fault(GatewayCall way)
    {
        if (way.Chain is not { Outcome: ChainOutcome.Served, Port: { } served, Service: { } service }) return null;
        var (here, there) = (Spoken(way.Port), Spoken(served));
        return here is null || there is null || here == there
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{way.Service.Host}:{way.Port.Number} is {here} here, and {service.Reference} "
                + $"port {served.Number} is {there} in {way.Server.Name}.");
    }

    protected override (MeshManifest Manifest, string? Field) Place(GatewayCall way) => (way.Entry, "spec.ports");

    /// <summary>
    /// What is spoken, as far as it makes a difference to proxies; null when they find it out by themselves, or nothing is known.
    /// </summary>
    private static string? Spoken(RoutedPort port) => port.Traffic switch
    {
        PortTraffic.Http => port.Protocol is IstioProtocol.HTTP2 or IstioProtocol.GRPC or IstioProtocol.GRPCWeb ? "HTTP/2" : "HTTP",
        PortTraffic.Tls => "TLS",
        PortTraffic.Tcp => "TCP",
        PortTraffic.Udp => "UDP",
        _ => null,
    };

    protected override object? CauseOf(GatewayCall way) => null;
}
