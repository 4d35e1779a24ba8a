using MeshFederation.Analysis.Ambient;
using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Gateways;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;
using MeshFederation.Routing;

namespace MeshFederation.Analysis.Rules.Ambient;

internal sealed class GatewayAddressElsewhere : Rule
{
    public override string Id => "MF6020";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "A Gateway of class istio-remote names an address of the gateway that it stands for.";

    public override string Recommendation =>
        "Give it the address that the real gateway has in its status, or that of what stands in front of it; that one is known where the "
        + "serving cluster is described with it, New-MeshCluster -GatewayAddress.";

    public override string Source => "pilot/pkg/serviceregistry/ambient/networks.go; run: 10 seconds for each connection";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var client in federation.Mesh.Clusters)
        {
            foreach (var gateway in TunnelGateways.Remote(client))
            {
                if (Why(gateway, TunnelCall.ServersOf(federation.Mesh, client, TunnelGateways.NetworkOf(gateway))) is { } why)
                    report.At(gateway, gateway.Spec, "addresses", why);
            }
        }
    }

    /// <summary>What becomes of calls, if nothing stands there that leads to the gateway; null where the address is known, or none is.
    /// </summary>
    public static string? Why(MeshManifest gateway, IEnumerable<RoutingCluster> servers)
    {
        if (GatewayApi.Addresses(gateway).FirstOrDefault() is not { } address) return null;
        var (entrances, port) = (TunnelEntrances.Of(servers), TunnelGateways.PortOf(gateway));
        return entrances.Has(address) is false && !entrances.HasNode(address, port)
            ? $"Tunnels are called at {TunnelGateways.PlaceOf(address, port)}, and known to be taken at "
                + $"{entrances.Nearest(address)}: unless what is there leads to it, {GatewayPortElsewhere.TimedOut}."
            : null;
    }
}
