using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Gateways;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;

namespace MeshFederation.Analysis.Rules.Ambient;

internal sealed class GatewaySecond : Rule
{
    public override string Id => "MF6002";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "A network that is called through tunnels has one Gateway of class istio-remote, with one address.";

    public override string Recommendation =>
        "Keep one Gateway with one address; for several gateways give it a host name that resolves to all of them, "
        + "and take a dead one out of that name: ztunnels do not notice it.";

    public override string Source => "pilot/pkg/serviceregistry/ambient/networks.go";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var client in federation.Mesh.Clusters)
        {
            foreach (var network in TunnelGateways.Remote(client).GroupBy(TunnelGateways.NetworkOf, StringComparer.Ordinal))
            {
                var first = network.First();
                foreach (var other in network.Skip(1))
                    report.On(other, $"{first} stands for the network '{network.Key}', too, and only one of the two is used.");
                foreach (var gateway in network.Where(HasSeveralAddresses))
                    report.On(gateway, $"Of its addresses, {string.Join(" and ", GatewayApi.Addresses(gateway))}, only one is used.");
            }
        }
    }

    private static bool HasSeveralAddresses(MeshManifest gateway) =>
        GatewayApi.Addresses(gateway).Distinct(StringComparer.Ordinal).Skip(1).Any();
}
