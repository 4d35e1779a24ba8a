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

internal sealed class GatewayMixesServices : VersionRule
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
        return ProxyOf(server) is { } version && !IstioBehavior.KeepsTunnelsApart(version) ? version : null;
    }

    /// <summary>Whether nothing tells: nobody said the version, and no image of its gateways for tunnels does.</summary>
    public static bool IsDoubted(RoutingCluster server) => server.Facts.IsVersionAssumed && ProxyOf(server) is null;

    /// <summary>What cannot be told then.</summary>
    public static string Question(string server) =>
        $"the gateway of {server} keeps connections to different services apart, as from Istio 1.29.2 on,";

    private static IstioVersion? ProxyOf(RoutingCluster server) => IstioImage.Oldest(
        TunnelGateways.Serving(server).SelectMany(gateway => SpecsOf(server, gateway)), ControlPlaneNames.Proxy);

    private static IEnumerable<UnstructuredMap> SpecsOf(RoutingCluster server, MeshManifest gateway) =>
        server.Of(ReadKind.Pod).Where(item => item.Namespace == gateway.Namespace).Select(item => item.Content)
            .Where(pod => !PodObjects.IsOver(pod))
            .Concat(server.Of(ReadKind.Deployment).Where(item => item.Namespace == gateway.Namespace)
                .Select(item => PodTemplates.Of(item.Content)))
            .Where(pod => pod.Map("metadata")?.Map("labels")?.Text(GatewayApi.NameLabel) == gateway.Name)
            .Select(pod => pod.Map("spec")).OfType<UnstructuredMap>();

    public override IEnumerable<VersionFault> Find(FederationView federation)
    {
        foreach (var client in federation.Mesh.Clusters)
        {
            foreach (var gateway in TunnelGateways.Remote(client))
            {
                foreach (var server in TunnelCall.ServersOf(federation.Mesh, client, TunnelGateways.NetworkOf(gateway)))
                {
                    var old = VersionOf(server);
                    if (old is null && !IsDoubted(server)) continue;
                    yield return new(
                        server.Facts,
                        (report, message, cause) => report.On(gateway, message, cause),
                        old is null ? "" : Why(server.Name, old),
                        old is null ? Question(server.Name) : null);
                }
            }
        }
    }
}
