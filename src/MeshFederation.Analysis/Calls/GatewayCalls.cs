using MeshFederation.Istio.DestinationRules;
using MeshFederation.Istio.Endpoints;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Tracing;
using MeshFederation.Routing;
using MeshFederation.Routing.Destinations;
using MeshFederation.Routing.Gateways;

namespace MeshFederation.Analysis.Calls;

/// <summary>Finds every way from one cluster to a service of another.</summary>
internal static class GatewayCalls
{
    /// <summary>A cluster alone has none, save those back through its own gateway.</summary>
    public static IEnumerable<GatewayCall> Of(RoutingMesh mesh, DestinationIndex destinations) =>
        mesh.Clusters.Count < 2 && mesh.Clusters.All(cluster => !cluster.Gateways.KnowsAddresses)
        ? []
        : mesh.Clusters.ToArray().AsParallel().AsOrdered().SelectMany(client => Of(mesh, client, destinations).ToList());

    private static IEnumerable<GatewayCall> Of(RoutingMesh mesh, RoutingCluster client, DestinationIndex destinations)
    {
        var owners = client.DestinationRules.All.ToLookup(client.DestinationRules.HostOf, rule => rule.Namespace, StringComparer.Ordinal);
        return client.Services.Hosts.SelectMany(host => Called(client, client.Services.Named(host), owners[host])
            .SelectMany(called => Of(mesh, client, called, destinations)));
    }

    private static IEnumerable<GatewayCall> Of(
        RoutingMesh mesh, RoutingCluster client, CalledService called, DestinationIndex destinations)
    {
        foreach (var subset in (IEnumerable<RuleSubset?>)[null, .. called.Rule?.Subsets ?? []])
        {
            if (subset is null && !destinations.MayBeCalled(client.Name, called.Service.Host, "")) continue;
            foreach (var call in Of(mesh, client, called, subset)) yield return call;
        }
    }

    private static IEnumerable<GatewayCall> Of(RoutingMesh mesh, RoutingCluster client, CalledService called, RuleSubset? subset)
    {
        var (service, caller, rule) = (called.Service, called.Caller, called.Rule);
        foreach (var port in service.Ports)
        {
            var reached = new HashSet<(string, GatewayWorkload, GatewayMatch)>();
            foreach (var endpoint in ServiceEndpoints.Of(client, service, port, subset?.Labels ?? UnstructuredMap.Empty).Endpoints)
            {
                if (GatewayFinder.Find(mesh, client, service, endpoint) is not { } gateway
                    || !reached.Add((gateway.Cluster.Name, gateway.Workload, gateway.Match)))
                {
                    continue;
                }
                if (gateway.Match == GatewayMatch.OtherPort
                    && gateway.Cluster.Gateways.OtherServer(gateway.Workload, endpoint.Port) is not null)
                {
                    continue;
                }
                var tls = UpstreamTls.Of(client, service, rule, subset, port.Number);
                var way = new GatewayCall
                {
                    Client = client,
                    Caller = caller,
                    Service = service,
                    Entry = called.Entry,
                    Port = port,
                    Rule = rule,
                    Subset = subset,
                    Tls = tls,
                    Endpoint = endpoint,
                    Server = gateway.Cluster,
                    Workload = gateway.Workload,
                    Match = gateway.Match,
                    Chain = Chain(gateway, tls, endpoint),
                };
                var found = WayBreaks.Of(mesh, way);

                // A way back into the own cluster is none to another, but it is called, too.
                if (gateway.Cluster != client || found is not null) yield return way with { Break = found };
            }
        }
    }

    /// <summary>Where plain text is sent no name asks for a chain, so that none is missing.</summary>
    private static ChainAnswer Chain(FoundGateway gateway, UpstreamTls tls, RoutedEndpoint endpoint)
    {
        var chain = PassthroughChains.Find(gateway.Cluster, gateway.Workload, tls.Sni);
        var isPlain = tls.Mode is UpstreamTlsMode.None or UpstreamTlsMode.Disable
            || (tls.Mode == UpstreamTlsMode.AutoMutual && !endpoint.SpeaksMeshTls);
        return isPlain && chain.Outcome is not (ChainOutcome.Served or ChainOutcome.NoServer or ChainOutcome.Twice)
            ? new(ChainOutcome.NotAsked, "plain text is sent, without a server name")
            : chain;
    }

    /// <summary>
    /// What callers may be given of a host with ServiceEntries, each with a caller who is: callers beside the ServiceEntries, and those of
    /// every namespace that has a rule of its own for the host.
    /// </summary>
    private static IEnumerable<CalledService> Called(
        RoutingCluster client, IReadOnlyList<RoutedService> same, IEnumerable<string> owners)
    {
        var entries = same.Where(service => service is { Manifest: not null, IsKubernetes: false });
        if (same is [{ IsKubernetes: true }] || !entries.Any()) return [];
        return entries.Select(entry => Callers.NamespaceOf(entry.Manifest!, client.Facts))
            .Concat(owners.Where(name => same.Any(service => service.ExportTo.Reaches(name))))
            .Distinct(StringComparer.Ordinal).Select(MeshCaller.In)
            .SelectMany(caller => Called(client, caller, same))
            .DistinctBy(called => (called.Service.Manifest, called.Entry, called.Service.Ports.Count, called.Rule?.First));
    }

    /// <summary>What a caller is given, where a ServiceEntry has its endpoints.</summary>
    private static IEnumerable<CalledService> Called(RoutingCluster client, MeshCaller caller, IReadOnlyList<RoutedService> same)
    {
        if (DestinationChooser.Service(client, caller, same[0].Host) is not { Manifest: not null } service) yield break;
        var entry = service.IsKubernetes
            ? same.FirstOrDefault(other => !other.IsKubernetes && other.Namespace == service.Namespace) : service;
        if (entry?.Manifest is { } manifest) yield return new(service, manifest, caller, client.DestinationRules.For(caller, service));
    }

    /// <summary>A service as a caller is given it; one of Kubernetes with endpoints of a ServiceEntry of its namespace.</summary>
    private sealed record CalledService(RoutedService Service, MeshManifest Entry, MeshCaller Caller, MergedRule? Rule);
}
