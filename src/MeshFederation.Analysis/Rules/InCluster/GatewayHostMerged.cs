using MeshFederation.Istio.Gateways;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Findings;

namespace MeshFederation.Analysis.Rules.InCluster;

/// <summary>Unlike servers with TLS, which istiod skips, plain ones are merged.</summary>
internal sealed class GatewayHostMerged : Rule
{
    public override string Id => "MF2022";

    public override FindingSeverity Severity => FindingSeverity.Warning;

    public override string Title => "A host of plain HTTP is that of one Gateway on a workload and port.";

    public override string Recommendation =>
        "Keep the host in one Gateway; the routes of the VirtualServices of both are put into one list, in the order of their names and "
        + "ages.";

    public override string Source =>
        "pilot/pkg/model/gateway.go mergeGateways; pkg/config/analysis/analyzers/gateway/conflictinggateway.go (IST0145)";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var cluster in federation.Mesh.Clusters)
        {
            var first = new Dictionary<(string Host, GatewayListener Listener), List<GatewayServer>>();
            foreach (var server in GatewayServer.Of(cluster).Where(server => !server.HasTls))
            {
                foreach (var (index, host) in server.Content.Texts("hosts"))
                {
                    var own = host.StartsWith("./", StringComparison.Ordinal) ? server.Gateway.Namespace + host[1..] : host;
                    if (!first.TryGetValue((own, server.Listener), out var same))
                        first.Add((own, server.Listener), same = []);
                    var twin = same.Find(other => other.Gateway != server.Gateway && other.MayShareWorkload(server, cluster));
                    if (twin is not null)
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
