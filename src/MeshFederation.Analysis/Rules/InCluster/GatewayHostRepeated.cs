using MeshFederation.Istio.Gateways;

namespace MeshFederation.Analysis.Rules.InCluster;

internal sealed class GatewayHostRepeated : Rule
{
    public override string Id => "MF2012";

    public override string Title => "On a workload, a port and an address, a host is that of one server that has TLS.";

    public override string Recommendation =>
        "Remove the host from one of the two; of two servers with the very same host istiod skips the later one, with all of its hosts.";

    public override string Source =>
        "pilot/pkg/model/gateway.go mergeGateways, CheckDuplicates; pkg/config/analysis/analyzers/gateway/conflictinggateway.go (IST0145)";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var cluster in federation.Mesh.Clusters)
        {
            var servers = new SeldomShared<(string Host, GatewayListener Listener), GatewayServer>();
            foreach (var server in GatewayServer.Of(cluster).Where(server => server.HasTls))
            {
                var listener = server.Listener;
                foreach (var (index, host) in server.Hosts())
                {
                    if (servers.Before((host, listener), server) is not { } same) continue;
                    if (same.Find(other => other.MayShareWorkload(server, cluster)) is { } twin)
                    {
                        report.At(
                            server.Gateway,
                            server.Content.List("hosts"),
                            index,
                            FormattableString.Invariant($"{twin} has the host '{host}' on port {server.Port} too."),
                            new Cause((twin, server), host));
                    }
                    same.Add(server);
                }
            }
        }
    }
}
