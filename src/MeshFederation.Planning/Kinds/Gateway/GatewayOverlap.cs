using MeshFederation.Istio.Gateways;
using MeshFederation.Istio.Names;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Comparison;
using MeshFederation.Planning.Comparison.Conflicts;

namespace MeshFederation.Planning.Kinds.Gateway;

/// <summary>
/// Other Gateways on the workload and port of ours. Two servers that pass the same host make the same filter chain twice, which Envoy
/// refuses with the whole listener; Istio and its analyzers compare the texts of hosts only and do not warn (istio
/// pilot/pkg/networking/core/gateway.go builtAutoPassthroughFilterChains). So where the hosts are passed already, none of ours is made.
/// </summary>
internal sealed class GatewayOverlap
{
    private readonly List<(MeshManifest Gateway, string Host)> _passed;
    private readonly MeshManifest? _plain;
    private readonly int _port;

    private GatewayOverlap(List<(MeshManifest Gateway, string Host)> passed, MeshManifest? plain, int port) =>
        (_passed, _plain, _port) = (passed, plain, port);

    /// <summary>Looks at the Gateways of a cluster.</summary>
    public static GatewayOverlap Of(MeshManifest wanted, LiveCluster live, string federation)
    {
        var others = live.OfKind(GatewayKind.Instance.Type)
            .Where(other => !other.IsOf(federation)
                && (other.Namespace, other.Name) != (wanted.Namespace, wanted.Name)
                && SharesWorkload(other, live)).ToList();
        var servers = others.SelectMany(other => other.Spec.Maps("servers").Select(server => (Gateway: other, Server: server)))
            .Where(entry => IsOnListener(entry.Server, live.Cluster)).ToList();
        var passed = servers.Where(entry => ServerTls.PassesMesh(entry.Server))
            .SelectMany(entry => entry.Server.List("hosts").OfType<string>().Select(host => (entry.Gateway, HostPattern.OfServer(host))))
            .ToList();
        return new(passed, servers.Find(entry => entry.Server.Map("tls") is null).Gateway, live.Cluster.Gateway.TargetPort);
    }

    /// <summary>The Gateways that pass all hosts of ours already; empty when some host is not passed.</summary>
    public IReadOnlyList<MeshManifest> Covering(MeshManifest wanted)
    {
        var covering = Hosts(wanted)
            .Select(host => _passed.Where(entry => HostPattern.Covers(entry.Host, host)).Select(entry => entry.Gateway).FirstOrDefault())
            .ToList();
        return covering.Exists(gateway => gateway is null) ? [] : [.. covering.OfType<MeshManifest>().Distinct()];
    }

    /// <summary>What is in the way of ours when not all hosts are passed already.</summary>
    public Obstacle? InTheWay(MeshManifest wanted)
    {
        if (_plain is not null) return Plain(_plain, _port);
        var hosts = Hosts(wanted);
        var overlapping = _passed.Where(entry => hosts.Exists(host => HostPattern.Overlap(host, entry.Host)))
            .Select(entry => entry.Gateway).Distinct().ToList();
        if (overlapping.Count == 0) return null;
        var twice = hosts.Where(host => _passed.Exists(entry => HostPattern.Overlap(host, entry.Host))).ToList();
        var open = hosts.Where(host => !_passed.Exists(entry => HostPattern.Covers(entry.Host, host))).ToList();
        return Partial(overlapping, twice, open);
    }

    private static List<string> Hosts(MeshManifest wanted) =>
        [.. wanted.Spec.Maps("servers").SelectMany(server => server.List("hosts")).OfType<string>().Select(HostPattern.OfServer)];

    /// <summary>
    /// A server names the port of the pods, or the one of the Service that leads there (istio pilot/pkg/model/gateway.go resolvePorts).
    /// One that binds to an address of its own is of another listener than ours.
    /// </summary>
    private static bool IsOnListener(UnstructuredMap server, MeshCluster cluster) =>
        GatewayListener.Of(server) is { Bind.Length: 0, Port: var port }
            && (port == cluster.Gateway.TargetPort || port == cluster.Facts?.GatewayServicePort);

    /// <summary>
    /// A selector selects pods of every namespace (istio pilot/pkg/model/push_context.go mergeGateways). Where no pod is known, selectors
    /// that do not contradict ours are taken to meet it.
    /// </summary>
    private static bool SharesWorkload(MeshManifest other, LiveCluster live)
    {
        var selector = other.Spec.Map("selector") ?? UnstructuredMap.Empty;
        return live.GatewayPods is { Count: > 0 } pods
            ? pods.Any(pod => Selects(selector, pod))
            : MayMeet(selector, live.Cluster.Gateway.Selector);
    }

    private static bool Selects(UnstructuredMap selector, LabelSet pod) =>
        selector.All(label => pod.TryGetValue(label.Key, out var value) && Equals(value, label.Value));

    private static bool MayMeet(UnstructuredMap selector, LabelSet ours) =>
        selector.All(label => !ours.TryGetValue(label.Key, out var value) || Equals(value, label.Value))
        && (selector.Count == 0 || selector.Keys.Any(ours.ContainsKey));

    private Obstacle Partial(List<MeshManifest> others, List<string> twice, List<string> open) => new(
        $"{string.Join(", ", others.Select(Names.WithManagers))} passes {Names.Few(twice)} on port {_port} of the same gateway "
        + $"already{(open.Count == 0 ? "" : $", but not {Names.Few(open)}")}. The same host in two servers makes Envoy refuse the whole "
        + "listener, so -Force does not help.",
        [
            $"To have {others[0]} pass all, add the missing hosts to it; the federation then needs no Gateway of its own.",
            $"To have the federation pass them, take the hosts out of {others[0]}.",
            "To keep the two apart, give the federation another gateway: -GatewaySelector of the cluster.",
        ]);

    private static Obstacle Plain(MeshManifest other, int port) => new(
        $"{Names.WithManagers(other)} has a server without TLS on port {port} of the same gateway. Istio leaves out servers that do not "
        + "fit the first of a port (istio pilot/pkg/model/gateway.go), so -Force does not help.",
        [
            $"To free the port, give {other} another one.",
            "To keep the two apart, give the federation another gateway: -GatewaySelector of the cluster.",
            $"To drop it, remove it: kubectl delete {GatewayKind.Instance.Argument} {other.Name} --namespace {other.Namespace}.",
        ]);
}
