using MeshFederation.Analysis.Ambient;
using MeshFederation.Istio.Ambient;
using MeshFederation.Model.Clusters;

namespace MeshFederation.Analysis.Rules.Ambient;

internal sealed class GatewayMixesServices : Rule
{
    public override string Id => "MF6009";

    public override string Title => "Where a cluster is called through tunnels, its istiod and its gateway are 1.29.2 or newer.";

    public override string Recommendation =>
        "Update istiod and the gateway of the serving cluster to Istio 1.29.2 or newer before anything calls it.";

    public override string Source => "istio release note 59513, issue 58630";

    /// <summary>What becomes of calls.</summary>
    public static string Why(string server, IstioVersion version) =>
        $"In {server} {version} runs, whose gateway sends connections to the wrong service.";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var client in federation.Mesh.Clusters)
        {
            foreach (var gateway in TunnelGateways.Remote(client))
            {
                var servers = TunnelCall.ServersOf(federation.Mesh, client, TunnelGateways.NetworkOf(gateway));
                foreach (var server in servers.Where(server => server.IsDeclared))
                {
                    if (AmbientClusters.MixingVersion(server.Facts) is { } old)
                        report.On(gateway, Why(server.Name, old));
                }
            }
        }
    }
}
