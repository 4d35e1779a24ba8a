using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Declarations.Policies;
using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning.Fallbacks;
using MeshFederation.Planning.Kinds.DestinationRule;
using MeshFederation.Planning.Policies.Routes;

namespace MeshFederation.Planning.Recovery;

/// <summary>Brings the objects of one service back to a service.</summary>
internal sealed class ServiceRecovery(SeenMesh mesh, RecoveryTrial trial, MeshService frame)
{
    private readonly ServiceKey _key = new(frame.Namespace, frame.Name);

    /// <summary>The service, as near to the objects as can be.</summary>
    public MeshService Service()
    {
        var settings = WithSettings();
        var starts = Starts(AtGateways(settings, isLeast: true), isLeast: true)
            .Concat(Starts(AtGateways(settings, isLeast: false), isLeast: false));
        var best = starts.DistinctBy(read => read)
            .Select(read => new Simplification(trial, read)).OrderBy(read => read.Score).ThenBy(read => Size(read.Service))
            .First();
        best.LocalFirst();
        best = Requests().Select(count => WithConnections(best.Service with { MaxRequestsPerConnection = count }))
            .OrderBy(read => read.Score).ThenBy(read => read.Service.Policy.Sum(policy => policy.Value.Length)).First();
        best.Splits();
        best.NoRetry();
        best.Policies();
        best.Splits();
        if (!best.NoRetry()) return best.Service;
        best.Policies();
        best.Splits();
        return best.Service;
    }

    private IEnumerable<MeshService> Starts(MeshService service, bool isLeast)
    {
        MeshService[] services = [service, service with { NoRetry = true }];
        bool[] areWhole = [true, false];
        return Views(service).SelectMany(view => services.SelectMany(
            start => areWhole.Select(isWhole => Routed(start, view, isLeast, isWhole)))).Concat(services);
    }

    private static int Size(MeshService service) =>
        service.Policy.Count + service.TrafficSplit.Count + service.GatewaySplit.Sum(split => split.TrafficSplit.Count);

    /// <summary>What holds for the service as a whole, beside its routes.</summary>
    private MeshService WithSettings()
    {
        var routes = mesh.Cluster.SelectMany(Routes).ToList();
        var suspended = routes.Select(route => route.Metadata.Map("annotations")?.Text(ManifestLabels.Suspended)).OfType<string>()
            .SelectMany(names => names.Split(',')).Where(name => frame.In(name) is not null)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        var names = from cluster in mesh.Cluster
                    from route in Routes(cluster)
                    where route.Spec.Maps("tls").Length > 0 && !SeenCluster.IsAtGateway(route)
                    let own = frame.ClientCluster.Where(client => client.Name == cluster.Name)
                        .SelectMany(client => Hosts.Names(frame, client))
                    from host in route.Spec.Texts("hosts").Skip(1).Select(host => host.Text).Except(own, StringComparer.Ordinal)
                    select host;
        var service = frame with
        {
            Suspended = suspended.ToValueList(),
            SniHost = names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToValueList(),
        };
        return service;
    }

    /// <summary>How many requests a connection may carry that some host says, or none does.</summary>
    private IEnumerable<int?> Requests() =>
        mesh.Cluster.SelectMany(cluster => cluster.Host.Values, Requests).OfType<int>().Distinct()
            .Select(count => (int?)count).Prepend(0).Prepend(null).Distinct();

    /// <summary>The service with what its rules say of connections: all of it, or, where that is not nearer, what is by itself.</summary>
    private Simplification WithConnections(MeshService service)
    {
        var chosen = ByDestination(service).ToList();
        var read = new Simplification(trial, service);
        if (read.Try(one => chosen.Aggregate(one, With), mayBeEqual: true)) return read;
        foreach (var policy in chosen) read.Try(one => With(one, policy), mayBeEqual: true);
        return read;
    }

    private int? Requests(SeenCluster cluster, SeenHost host) => mesh.ServiceOf(cluster, host) != _key ? null
        : host.Port.Select(port => cluster.Rule(host.Host)?.Spec.Map("trafficPolicy") is not { } policy ? null
            : (int?)(policy.Maps("portLevelSettings").FirstOrDefault(level => level.Map("port")?.Number("number") == port.Number) ?? policy)
                .Map("connectionPool")?.Map("http")?.Number("maxRequestsPerConnection"))
            .FirstOrDefault(number => number is not null);

    /// <summary>Where the routes of the service may be read: each host of each cluster for itself.</summary>
    private IEnumerable<(SeenCluster Seen, MeshCluster Client, MeshManifest Route)> Views(MeshService service) =>
        from client in service.ClientCluster
        from seen in mesh.Cluster
        where seen.Name == client.Name
        from route in Routes(seen)
        where !SeenCluster.IsAtGateway(route)
        select (seen, client, route);

    private IEnumerable<MeshManifest> Routes(SeenCluster seen) => seen.Route.Where(route =>
    {
        var host = SeenCluster.FirstHost(route)!;
        if (ServiceKey.Read(host) is { } read) return read.Key == _key;
        if (host == frame.MeshHostname) return true;
        return SeenCluster.IsAtGateway(route)
            && (route.Name.StartsWith(frame.Name + "." + host[0], StringComparison.Ordinal) || SeenMesh.LeadsTo(_key, route));
    });

    /// <summary>
    /// The service as a view has it. What goes to the called host when nothing else is said is no split, though it may be one; of other
    /// hosts that split would say something.
    /// </summary>
    private MeshService Routed(
        MeshService service, (SeenCluster Seen, MeshCluster Client, MeshManifest Route) view, bool isLeast, bool isWhole)
    {
        var reader = new SeenRoutes(mesh, view.Seen, service, view.Client);
        var routes = reader.Of(view.Route).ToList();
        var splits = RecoveredSplits.Of(service, routes, isLeast);
        if (!isWhole && reader.Called(view.Route) is { } called)
            splits = splits.Where(split => !IsRest(split.Match) || split.Destination is not [var one] || one.Place != called).ToValueList();
        var read = service with { TrafficSplit = splits };
        foreach (var policy in Policies(read, routes, reader, view.Client, isLeast)) read = With(read, policy);
        return read;
    }

    /// <summary>Whether a match takes all that others leave, be it at gateways.</summary>
    private static bool IsRest(MeshMatch? match) =>
        match is null || (match.IsAtGateway && (match with { Gateway = [] }).IsEmpty);

    private static IEnumerable<MeshPolicy> Policies(
        MeshService service, IReadOnlyList<SeenRoute> routes, SeenRoutes reader, MeshCluster client, bool isLeast)
    {
        var seen = new SeenPolicies(service, client.IstioVersion, destination => reader.Place(destination, null)?.Place)
        {
            IsElsewhere = host => host != Hosts.Local(service, client),
            HasFallback = reader.HasFallback,
        };
        var http = routes.Where(route => route.Kind == Model.Ports.RouteKind.Http).ToList();
        var said = http.SelectMany(
            route => RoutePolicies.Read(route.Route, seen),
            (route, policy) => (Route: route, Policy: policy)).ToList();
        foreach (var kind in said.GroupBy(item => item.Policy.Kind, StringComparer.Ordinal))
        {
            var values = kind.ToDictionary(item => item.Route, item => item.Policy);
            var once = RecoveredSplits.Once(service, values.Keys, route => values[route], isOfRequests: true);
            foreach (var (match, policy) in isLeast ? RecoveredSplits.Least(once) : once)
                yield return policy with { Scope = new MeshRouteScope(match) };
        }

        foreach (var share in http.SelectMany(route => route.Route.Maps("route")))
        {
            if (share.Map("destination") is not { } destination || reader.Place(destination, null) is not { } place) continue;
            foreach (var policy in RoutePolicies.ReadOfDestination(share))
                yield return policy with { Scope = new MeshDestinationScope(place.Cluster, place.Subset) };
        }
    }

    private static MeshService With(MeshService service, MeshPolicy policy)
    {
        try
        {
            return service.WithPolicy(policy);
        }
        catch (MeshException)
        {
            return service;
        }
    }

    private MeshService AtGateways(MeshService service, bool isLeast)
    {
        var splits = new List<MeshGatewaySplit>();
        foreach (var client in service.ClientCluster)
        {
            foreach (var seen in mesh.Cluster.Where(seen => seen.Name == client.Name))
            {
                var reader = new SeenRoutes(mesh, seen, service, client);
                splits.AddRange(Routes(seen).Where(SeenCluster.IsAtGateway).Select(route => new MeshGatewaySplit(
                    (string)route.Spec.List("gateways")[0]!,
                    SeenCluster.FirstHost(route)!,
                    AtGateway([.. reader.Of(route)], isLeast))
                { Cluster = client.Name }));
            }
        }

        var once = splits.GroupBy(split => (split.Gateway, split.Hostname)).SelectMany(same => same.Count() == service.ClientCluster.Count
            ? [same.First() with { Cluster = null }]
            : same.AsEnumerable());
        return service with { GatewaySplit = GatewaySplits.Ordered(once.Where(split => split.TrafficSplit.Count > 0)) };
    }

    /// <summary>At a gateway no port is named, and the first of each kind is meant.</summary>
    private static ValueList<MeshTrafficSplit> AtGateway(IReadOnlyList<SeenRoute> routes, bool isLeast)
    {
        var said = routes.Where(route => route.Destination is { Count: > 0 }).DistinctBy(route => route.Match)
            .Select(route => (route.Match, Value: route.Destination!));
        return TrafficSplits.Ordered((isLeast ? RecoveredSplits.Least(said) : said)
            .Select(item => new MeshTrafficSplit(item.Match, item.Value)));
    }

    private IEnumerable<MeshPolicy> ByDestination(MeshService service)
    {
        IReadOnlyList<MeshManifest> usual;
        try
        {
            usual = trial.Plan([service]);
        }
        catch (MeshException)
        {
            return [];
        }

        var chosen = new RecoveredDestinationPolicies();
        foreach (var seen in mesh.Cluster)
        {
            foreach (var rule in seen.Objects.Where(DestinationRuleKind.Instance.Type.Is))
            {
                if (Place(service, seen, rule) is not var (place, isLocal)) continue;
                var other = usual.FirstOrDefault(item =>
                    item.Cluster == seen.Name && item.TypeKey == rule.TypeKey && item.NamespacedName == rule.NamespacedName);
                chosen.Take(rule, other, place, isLocal, subset => mesh.Labels(_key, subset));
            }
        }

        return [.. chosen.Policies()];
    }

    /// <summary>The place that the host of a rule is; null where the rule is about another service, or callers elsewhere.</summary>
    private (MeshFallback Place, bool IsLocal)? Place(MeshService service, SeenCluster seen, MeshManifest rule)
    {
        var host = rule.Spec.Text("host") ?? "";
        if (seen.Rule(host) != rule) return null;
        if (!seen.Host.TryGetValue(host, out var known))
            return ServiceKey.Read(host)?.Key == _key ? (new(seen.Name, LabelSet.Empty), true) : null;
        if (SeenMesh.Remote(known) is var (key, server, _)) return key == _key ? (new(server, LabelSet.Empty), false) : null;
        if (host == frame.MeshHostname && frame.ClientCluster.FirstOrDefault(client => client.Name == seen.Name) is { } caller)
            return (MeshWideHosts.In(service, caller)!.Place, false);
        return mesh.Order(_key, host, RecoveredClusters.Regions(mesh)) is var (places, _) ? (places[0], false) : null;
    }
}
