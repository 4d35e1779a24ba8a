using MeshFederation.Model.Findings;

namespace MeshFederation.Analysis.Rules.InCluster;

internal sealed class GatewayPortClosed : Rule
{
    public override string Id => "MF2017";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "A Service leads to the port of a Gateway's server.";

    public override string Recommendation => "Add the port to the gateway's Service, as {name: tls, port: 15443, targetPort: 15443}.";

    public override string Source => "pkg/config/analysis/analyzers/gateway/gateway.go (IST0162)";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var cluster in federation.Mesh.Clusters)
        {
            foreach (var server in GatewayServer.Of(cluster))
            {
                var services = PodsOfGateways.Of(cluster, server.Gateway)
                    .SelectMany(pod => PodsOfGateways.Services(federation, cluster, pod)).Distinct().ToList();
                if (services.Count == 0
                    || services.Exists(service => PodsOfGateways.LeadsTo(service, server.Port))
                    || server.Content.Map("port") is not { } port)
                {
                    continue;
                }
                var named = string.Join(", ", services);
                report.At(
                    server.Gateway,
                    port,
                    "number",
                    FormattableString.Invariant($"{named} does not lead to port {server.Port} of its pods."),
                    new Cause((named, server.Port)));
            }
        }
    }
}
