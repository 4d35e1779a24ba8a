using MeshFederation.Analysis.Ambient;
using MeshFederation.Istio.Ambient;
using MeshFederation.Model.Clusters;
using MeshFederation.Routing;

namespace MeshFederation.Analysis.Rules.Ambient;

internal sealed class TrustDomainsDiffer : Rule
{
    public override string Id => "MF6008";

    public override string Title => "Ambient meshes that call each other are of one trust domain.";

    public override string Recommendation =>
        "Give both meshes the same trustDomain; trustDomainAliases do not help, and ztunnels refuse callers of another domain.";

    public override string Source => "ztunnel src/proxy/connection_manager.rs, SanTrustDomainError";

    /// <summary>What ztunnels say of it.</summary>
    public static string Why(MeshCluster client, MeshCluster server) =>
        $"The trust domain of {client} is {client.TrustDomain}, and that of {server} {server.TrustDomain}: expected SAN of the one, got "
        + "that of the other.";

    /// <summary>Whether the trust domains of both are known, and two.</summary>
    public static bool AreOfTwo(RoutingCluster client, RoutingCluster server) =>
        client.IsDeclared && server.IsDeclared && client.Facts.TrustDomain.Length > 0 && server.Facts.TrustDomain.Length > 0
        && client.Facts.TrustDomain != server.Facts.TrustDomain;

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var client in federation.Mesh.Clusters)
        {
            foreach (var gateway in TunnelGateways.Remote(client))
            {
                var servers = TunnelCall.ServersOf(federation.Mesh, client, TunnelGateways.NetworkOf(gateway));
                foreach (var other in servers.Where(server => AreOfTwo(client, server)))
                    report.On(gateway, Why(client.Facts, other.Facts));
            }
        }
    }
}
