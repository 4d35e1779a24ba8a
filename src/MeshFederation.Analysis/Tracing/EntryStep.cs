using MeshFederation.Analysis.Faults;
using MeshFederation.Istio.Gateways;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Tracing;
using MeshFederation.Routing;
using MeshFederation.Routing.Gateways;

namespace MeshFederation.Analysis.Tracing;

/// <summary>The first step of a request that comes in through a gateway: which server of it takes the host.</summary>
internal sealed class EntryStep(RoutingMesh mesh, RoutingCluster cluster, TraceQuestion question)
{
    public TraceNode Follow()
    {
        var gateway = EntryGateways.Named(cluster, question.Gateway!) ?? throw TraceErrors.UnknownGateway(cluster, question.Gateway!);
        var servers = EntryServer.Of(gateway).ToList();
        var taking =
            servers.Where(server => (question.Port is null || server.Port == question.Port) && server.Covers(question.Host)).ToList();
        if (taking.Count == 0) return Refused(gateway, servers);
        var server = taking.Find(server => !server.Redirects) ?? taking[0];
        var node = new TraceNode(
            cluster.Name,
            TraceStep.Gateway,
            gateway.ToString(),
            $"{Described(server)} takes {question.Host}",
            $"a host of {server} covers it");
        if (server.Redirects) return node with { Decision = $"{Described(server)} redirects to HTTPS", Outcome = TraceOutcome.Answered };
        if (server.TlsMode == ServerTls.AutoPassthrough)
        {
            return node with
            {
                Outcome = TraceOutcome.Unknown,
                Why = "it passes calls of other clusters on by the server name of the mesh, and no VirtualService counts there"
            };
        }
        var request =
            question.Request with { Authority = question.Host, Port = server.Port, Scheme = server.TlsMode is null ? "http" : "https" };
        return node.To(new RouteStep(mesh, cluster, EntryGateways.PodsOf(cluster, gateway), request).FollowAtGateway(server));
    }

    private TraceNode Refused(MeshManifest gateway, List<EntryServer> servers)
    {
        var asked = question.Port is { } port ? FormattableString.Invariant($"{question.Host}:{port}") : question.Host;
        var has = string.Join(
            ", ",
            servers.Select(
                server => FormattableString.Invariant($"{server.Port} for {string.Join(" and ", server.Content.List("hosts"))}")));
        var node = new TraceNode(
            cluster.Name, TraceStep.Gateway, gateway.ToString(), $"no server takes {asked}", $"it has {(has.Length == 0 ? "none" : has)}");
        return node.Breaks(CallFaults.NotEntered);
    }

    private static string Described(EntryServer server) =>
        FormattableString.Invariant($"port {server.Port}, {server.TlsMode ?? (server.Traffic == PortTraffic.Http ? "HTTP" : "TCP")}");
}
