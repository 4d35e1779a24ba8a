using MeshFederation.Analysis;
using MeshFederation.Analysis.Calls;
using MeshFederation.Analysis.Tracing;
using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Model.Tracing;
using MeshFederation.Routing;
using MeshFederation.Routing.CalledHosts;
using MeshFederation.Routing.Gateways;

namespace MeshFederation.Tests.Federations;

/// <summary>The calls of a federation of which Test must tell what breaks, and their traces.</summary>
internal static class AgreedCalls
{
    private static readonly MeshRequest Any = new() { Authority = "", Port = 0 };

    /// <summary>Those of pods, and those that come in at Gateways.</summary>
    public static IEnumerable<(TraceQuestion Question, IReadOnlyList<MeshHop> Hops)> Of(FederationView view) =>
        view.Mesh.Clusters.SelectMany(cluster =>
            OfServices(view, cluster).Concat(Routed(cluster)).Concat(Alone(cluster)).Concat(Entered(cluster)))
            .Select(question => (Question: question, Hops: Trace(view.Mesh, question)))
            .Where(traced => traced.Hops is not null).Select(traced => (traced.Question, traced.Hops!));

    /// <summary>A trace; null where the question is none that can be answered.</summary>
    public static IReadOnlyList<MeshHop>? Trace(RoutingMesh mesh, TraceQuestion question)
    {
        try
        {
            return RequestTracer.Trace(mesh, question);
        }
        catch (MeshException)
        {
            return null;
        }
    }

    /// <summary>
    /// A call of every port of every host that an object is about, from wherever it is seen; UDP does not come through proxies, and a host
    /// of another cluster to whose subsets requests are routed is not called itself.
    /// </summary>
    private static IEnumerable<TraceQuestion> OfServices(FederationView view, RoutingCluster cluster)
    {
        var spaces = view.Manifests.Where(item => item.Cluster == cluster.Name).Select(item => item.Namespace)
            .Where(space => space.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        var routed = cluster.VirtualServices.All.SelectMany(cluster.VirtualServices.HostsOf).ToHashSet(StringComparer.Ordinal);
        foreach (var service in cluster.Services.All.Where(service => service.Host != "*"))
        {
            var ports = service.Ports.Where(port => port.Traffic != PortTraffic.Udp
                && (routed.Contains(service.Host) || view.Destinations.IsCalledWhole(cluster.Name, service.Host, port.Traffic)));
            foreach (var (port, space) in ports.SelectMany(_ => spaces.Append(service.Namespace).Distinct(), ValueTuple.Create))
            {
                if (!service.ExportTo.Reaches(space) && space != service.Namespace) continue;
                foreach (var name in Names(cluster, service, space))
                    yield return new(cluster.Name, MeshCaller.In(space), name, port.Number, Any);
            }
        }
    }

    /// <summary>The host, or one that it covers, and what pods beside a Service of the cluster call it.</summary>
    private static IEnumerable<string> Names(RoutingCluster cluster, RoutedService service, string space) =>
        service is { IsKubernetes: true, AliasOf: null } && space == service.Namespace
            ? ServiceNames.Of(service.Name, service.Namespace, cluster.Facts.ClusterDomain)
            : [HostPattern.IsWildcard(service.Host) ? $"a{service.Host[1..]}" : service.Host];

    /// <summary>Of every route of requests one that each of its matches takes, from where the VirtualService is seen.</summary>
    private static IEnumerable<TraceQuestion> Routed(RoutingCluster cluster)
    {
        foreach (var item in cluster.VirtualServices.All)
        {
            var caller = MeshCaller.In(Callers.NamespaceOf(item, cluster.Facts));
            foreach (var host in cluster.VirtualServices.HostsOf(item).Where(host => !HostPattern.IsWildcard(host)))
            {
                foreach (var port in cluster.Services.Find(host, caller.Namespace)?.Ports ?? [])
                {
                    if (port.Traffic == PortTraffic.Udp) continue;
                    foreach (var request in item.Spec.Maps("http").SelectMany(route => CalledRequests.Of(route, host, port.Number).Skip(1)))
                        yield return new(cluster.Name, caller, host, port.Number, request);
                }
            }
        }
    }

    /// <summary>Requests for hosts of VirtualServices that are no services.</summary>
    private static IEnumerable<TraceQuestion> Alone(RoutingCluster cluster) => cluster.VirtualServices.All
        .SelectMany(cluster.VirtualServices.HostsOf, (item, host) =>
            (Host: host, Caller: MeshCaller.In(Callers.NamespaceOf(item, cluster.Facts))))
        .Where(called => IsRoutedAlone(cluster, called.Caller, called.Host))
        .Select(called => new TraceQuestion(cluster.Name, called.Caller, called.Host, 80, Any));

    /// <summary>
    /// Whether a host is no service, and its requests are routed on the port 80 all the same. Those for a service that has no port 80 are,
    /// too, but whoever sends these calls what nobody offers, and no object is wrong.
    /// </summary>
    private static bool IsRoutedAlone(RoutingCluster cluster, MeshCaller caller, string host) => !HostPattern.IsWildcard(host)
        && HostResolver.Resolve(cluster, caller, host, 80).Service is null or { AliasOf: not null };

    /// <summary>What comes in at the servers of Gateways for the hosts of VirtualServices that name them.</summary>
    private static IEnumerable<TraceQuestion> Entered(RoutingCluster cluster)
    {
        foreach (var gateway in cluster.Gateways.All)
        {
            var (name, pods) = (EntryGateways.NameOf(gateway), EntryGateways.PodsOf(cluster, gateway));
            var hosts = cluster.VirtualServices.All.Where(item => Names(item, name)).SelectMany(cluster.VirtualServices.HostsOf)
                .Where(host => !HostPattern.IsWildcard(host)).Distinct(StringComparer.Ordinal).ToList();
            foreach (var port in EntryServer.Of(gateway).Select(server => server.Port).Where(port => port > 0).Distinct())
            {
                foreach (var host in hosts) yield return new(cluster.Name, pods, host, port, Any) { Gateway = name };
            }
        }
    }

    private static bool Names(MeshManifest item, string gateway) =>
        item.Spec.List("gateways").OfType<string>().Any(name => EntryGateways.Whole(item, name) == gateway);
}
