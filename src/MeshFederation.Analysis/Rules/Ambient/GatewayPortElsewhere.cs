using MeshFederation.Analysis.Ambient;
using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Gateways;
using MeshFederation.Model.Objects;
using MeshFederation.Routing;

namespace MeshFederation.Analysis.Rules.Ambient;

internal sealed class GatewayPortElsewhere : Rule
{
    public override string Id => "MF6015";

    public override string Title => "A Gateway of class istio-remote names a port at which the gateway that it stands for takes tunnels.";

    public override string Recommendation =>
        "Give its listener with the protocol HBONE the port of the real gateway's Service that leads to 15008.";

    public override string Source => "pilot/pkg/serviceregistry/ambient/networks.go; run: 10 seconds for each connection";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var client in federation.Mesh.Clusters)
        {
            foreach (var gateway in TunnelGateways.Remote(client))
            {
                if (Why(gateway, TunnelCall.ServersOf(federation.Mesh, client, TunnelGateways.NetworkOf(gateway))) is { } why)
                    report.At(gateway, gateway.Spec, "listeners", why);
            }
        }
    }

    /// <summary>What ztunnels say of the port; null where it may be right.</summary>
    public static string? Why(MeshManifest gateway, IEnumerable<RoutingCluster> servers)
    {
        var port = TunnelGateways.PortOf(gateway);
        if (GatewayApi.Addresses(gateway).FirstOrDefault() is not { } address) return null;
        var entrances = TunnelEntrances.Of(servers);
        return entrances.Has(address) is true && !entrances.Has(address, port)
            ? $"Tunnels are called at {TunnelGateways.PlaceOf(address, port)}, and taken at {entrances.Nearest(address)}: {TimedOut}."
            : null;
    }

    /// <summary>What becomes of connections that nothing answers.</summary>
    public const string TimedOut =
        "ztunnels give each connection up after 10 seconds: connection timed out, maybe a NetworkPolicy is blocking HBONE port 15008";
}
