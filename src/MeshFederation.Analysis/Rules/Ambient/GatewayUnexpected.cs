using MeshFederation.Analysis.Ambient;
using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Identity;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;
using MeshFederation.Routing;

namespace MeshFederation.Analysis.Rules.Ambient;

internal sealed class GatewayUnexpected : Rule
{
    public override string Id => "MF6001";

    public override string Title =>
        "A Gateway of class istio-remote is in the namespace of the gateway that it stands for, and names its service account.";

    public override string Recommendation =>
        "Put the Gateway into the namespace of the real gateway, and name that one's service account in the annotation "
        + "gateway.istio.io/service-account; it is the name of its Gateway where that has no such annotation. Where no "
        + "gateway takes tunnels, create one of the class istio-east-west.";

    public override string Source => "pilot/pkg/serviceregistry/ambient/networks.go; ztunnel src/identity: the names that a client expects";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var client in federation.Mesh.Clusters)
        {
            foreach (var gateway in TunnelGateways.Remote(client)) Check(federation.Mesh, client, gateway, report);
        }
    }

    private static void Check(RoutingMesh mesh, RoutingCluster client, MeshManifest gateway, Report report)
    {
        var network = TunnelGateways.NetworkOf(gateway);
        var expected = Identity(client, gateway);
        var servers = TunnelCall.ServersOf(mesh, client, network);
        var real = servers.SelectMany(TunnelGateways.Serving).Select(serving => Identity(client, serving)).ToList();
        if (real.Count > 0)
        {
            if (!real.Contains(expected))
                report.On(gateway, Refused(expected, real[0]));
        }
        else if (NoneTakes(servers) is { } none)
        {
            report.On(gateway, none);
        }
        else if (TunnelGateways.NamedAccount(gateway) is null)
        {
            report.On(gateway, $"ztunnels expect SAN ({expected}), which no gateway has.");
        }
    }

    /// <summary>Why nothing takes the tunnels of a network, where that is known; null where something does, or may.</summary>
    public static string? NoneTakes(IReadOnlyList<RoutingCluster> servers) =>
        servers.Count > 0 && servers.All(
            server => server.Completeness.IsWhole(ReadKind.ApiGateway) && !TunnelGateways.Serving(server).Any())
            ? $"There is no Gateway of the class {AmbientNames.EastWestClass} in "
                + $"{string.Join(" and ", servers.Select(server => server.Name))}: nothing takes tunnels there."
            : null;

    /// <summary>What the callers' ztunnels say of a gateway with another identity.</summary>
    public static string Refused(string expected, string got) => $"ztunnels refuse the gateway: expected SAN ({expected}), got {got}.";

    /// <summary>In the caller's trust domain: whether the other's is the same is for another rule.</summary>
    public static string Identity(RoutingCluster client, MeshManifest gateway) =>
        SpiffeIdentity.Of(client.Facts.TrustDomain, gateway.Namespace, TunnelGateways.AccountOf(gateway));
}
