using MeshFederation.Analysis.Ambient;
using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Gateways;
using MeshFederation.Istio.Mesh;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Versions;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Routing;

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

    /// <summary>
    /// Which of the versions that run in a cluster does so: by what is known of it, or by the images of its gateways for tunnels; null
    /// where none is known to.
    /// </summary>
    public static IstioVersion? VersionOf(RoutingCluster server)
    {
        if (server.IsDeclared && AmbientClusters.MixingVersion(server.Facts) is { } known) return known;
        var specs = TunnelGateways.Serving(server).SelectMany(gateway => SpecsOf(server, gateway));
        var oldest = IstioImage.Oldest(specs, ControlPlaneNames.Proxy);
        return oldest is { } version && !IstioBehavior.KeepsTunnelsApart(version) ? version : null;
    }

    private static IEnumerable<UnstructuredMap> SpecsOf(RoutingCluster server, MeshManifest gateway) =>
        server.Of(ReadKind.Pod).Where(item => item.Namespace == gateway.Namespace).Select(item => item.Content)
            .Where(pod => !PodObjects.IsOver(pod))
            .Concat(server.Of(ReadKind.Deployment).Where(item => item.Namespace == gateway.Namespace)
                .Select(item => PodTemplates.Of(item.Content)))
            .Where(pod => pod.Map("metadata")?.Map("labels")?.Text(GatewayApi.NameLabel) == gateway.Name)
            .Select(pod => pod.Map("spec")).OfType<UnstructuredMap>();

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var client in federation.Mesh.Clusters)
        {
            foreach (var gateway in TunnelGateways.Remote(client))
            {
                var servers = TunnelCall.ServersOf(federation.Mesh, client, TunnelGateways.NetworkOf(gateway));
                foreach (var server in servers)
                {
                    if (VersionOf(server) is { } old) report.On(gateway, Why(server.Name, old));
                }
            }
        }
    }
}
