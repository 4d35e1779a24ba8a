using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Declarations.Policies;
using MeshFederation.Istio.Names;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Ports;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning.Fallbacks;

namespace MeshFederation.Planning.Routes;

/// <summary>A service as callers in one cluster see it: the host they call, and the host and port of every destination.</summary>
internal sealed class CallerView
{
    private readonly MeshCluster _client;
    private readonly Func<MeshPort, int> _calledNumber;
    private readonly IReadOnlyDictionary<string, RemoteCall> _remote;
    private readonly Lazy<HashSet<string>> _fallbacks;

    private CallerView(
        MeshService service,
        MeshCluster client,
        string host,
        Func<MeshPort, int> calledNumber,
        IReadOnlyDictionary<string, RemoteCall> remote) =>
            (Service, _client, Host, _calledNumber, _remote, _fallbacks, Suspended) = (
                service.SeenFrom(client.Name),
                client,
                host,
                calledNumber,
                remote,
                new(() => FallbackHosts(Service, client)),
                service.Suspended);

    public MeshService Service { get; }

    public IstioVersion ClientVersion => _client.IstioVersion;

    /// <summary>The host that is called, and whose requests are split.</summary>
    public string Host { get; }

    /// <summary>The clusters that get nothing, as the declaration says.</summary>
    public ValueList<string> Suspended { get; private init; } = [];

    /// <summary>The host under which a gateway of the cluster is asked; null for requests of the mesh.</summary>
    public string? Hostname { get; private init; }

    /// <summary>The gateway of the cluster through which requests come; null for those of the mesh.</summary>
    public string? Gateway { get; private init; }

    /// <summary>Whether there is anything to say of its requests: policies for gateways elsewhere say nothing here.</summary>
    private bool HasRoutes => Service.TrafficSplit.Count > 0 || PlacedPolicy.In(this).Any()
        || Service.Policy.Any(static policy => policy.Scope is MeshDestinationScope && ServicePolicies.IsOfRoutes(policy));

    /// <summary>Whether other hosts of the service have routes, too, and other ones.</summary>
    public bool IsOneOfSeveral =>
        Service.MeshHostname is not null || Suspended.Count > 0 || (Service.TrafficSplit.Count == 0 && Service.IsRouted());

    /// <summary>The service as requests that come through a gateway see it.</summary>
    public static CallerView AtGateway(
        MeshService service, MeshCluster client, IReadOnlyDictionary<string, RemoteCall> remote, MeshGatewaySplit split)
    {
        var view = OfClusters(service, client, remote).First();
        return new(
            service with { TrafficSplit = split.TrafficSplit, SniHost = [] },
            client,
            view.Host,
            view._calledNumber,
            remote)
        { Hostname = split.Hostname, Gateway = split.Gateway, Suspended = service.Suspended };
    }

    /// <summary>
    /// Where the service runs beside its callers they call its own host. Where it does not, they call one of the hosts of its serving
    /// clusters, and all of these are split alike. Without a split callers choose the host themselves, and all hosts have its policies.
    /// Who calls the host of a cluster that is suspended is led to the others.
    /// </summary>
    public static IEnumerable<CallerView> Of(MeshService service, MeshCluster client, IReadOnlyDictionary<string, RemoteCall> remote)
    {
        var views = OfClusters(service, client, remote).Where(view => view.HasRoutes);
        return service.MeshHostname is null ? views : views.Append(OfMesh(service, client, remote));
    }

    /// <summary>
    /// Who calls the name that all clusters have: what no split takes, and what is the order of the host itself, goes to it.
    /// </summary>
    private static CallerView OfMesh(MeshService service, MeshCluster client, IReadOnlyDictionary<string, RemoteCall> remote)
    {
        var host = MeshWideHosts.In(service, client)!;
        var splits = service.SeenFrom(client.Name).TrafficSplit.Where(split => !MeshWideHosts.IsOrder(split, host));
        var seen = service with { Suspended = [], SniHost = [], TrafficSplit = splits.ToValueList() };
        return new(seen, client, host.Host, port => service.NumberSeenFrom(client, port), remote)
        {
            Suspended = service.Suspended,
            CalledFirst = host.Place,
        };
    }

    private static IEnumerable<CallerView> OfClusters(
        MeshService service, MeshCluster client, IReadOnlyDictionary<string, RemoteCall> remote)
    {
        if (service.In(client.Name) is not { } instance)
        {
            return remote.Values.Select(
                call => new CallerView(LedAway(service, call.Server.Name), client, call.Host, call.PortNumber, remote));
        }

        var own = new CallerView(LedAway(service, client.Name), client, Hosts.Local(service, client), instance.NumberOf, remote);
        return remote.Values.Where(call => service.TrafficSplit.Count == 0 || service.IsSuspended(call.Server.Name))
            .Select(call => new CallerView(
                LedAway(service with { TrafficSplit = [], SniHost = [] }, call.Server.Name), client, call.Host, call.PortNumber, remote))
            .Prepend(own);
    }

    /// <summary>
    /// The service, with what no split takes of the requests for the host of a suspended cluster shared among the others.
    /// </summary>
    private static MeshService LedAway(MeshService service, string called) =>
        !service.IsSuspended(called) || service.TrafficSplit.Any(split => split.Match is null)
            ? service
            : service with { TrafficSplit = [.. service.TrafficSplit, new(null, Suspensions.Others(service))] };

    /// <summary>
    /// The server names by which the connections of a TLS port are split: every form of the Service's own name, since a client sends what
    /// it dials, and what was declared. A host in another cluster has no short forms.
    /// </summary>
    public IReadOnlyList<string> ServerNames
    {
        get
        {
            if (Hostname is not null) return [Hostname];
            IReadOnlyList<string> own = IsElsewhere(Host) ? [Host] : Hosts.Names(Service, _client);
            var declared = Service.SniHost.Except(own, StringComparer.Ordinal).ToList();
            return [.. own, .. declared.Where(name => !declared.Exists(other => other != name && SniHosts.Covers(other, name)))];
        }
    }

    /// <summary>Whether the Service that is called has ports that are not federated.</summary>
    public bool HasOtherPorts => Service.In(_client.Name) is { OtherPort.Count: > 0 };

    /// <summary>Where a name that all clusters have leads first; null for other hosts.</summary>
    private MeshFallback? CalledFirst { get; init; }

    /// <summary>Where the called host leads by itself.</summary>
    public MeshFallback CalledPlace => CalledFirst ??
        new(_remote.FirstOrDefault(call => call.Value.Host == Host).Key ?? _client.Name, LabelSet.Empty);

    /// <summary>The number of a port of the host that is called.</summary>
    public int CalledNumber(MeshPort port) => _calledNumber(port);

    /// <summary>Whether a destination's host is one of another cluster.</summary>
    public bool IsElsewhere(string host) => host != Hosts.Local(Service, _client);

    /// <summary>Whether a destination's host is one of a destination that has fallbacks.</summary>
    public bool HasFallback(string host) => _fallbacks.Value.Contains(host);

    /// <summary>The called host itself, for requests that no split takes.</summary>
    public UnstructuredMap Called(MeshPort port) => Destination(Host, "", CalledNumber(port));

    /// <summary>Whether a split leads nowhere but to the called host itself, all pods of it and the port that was called.</summary>
    public bool IsCalledHost(MeshTrafficSplit split, MeshPort port) =>
        split.Destination.Where(destination => destination.Weight > 0 || split.Destination.Count == 1)
            .All(destination =>
                destination.Subset.Count == 0 && (destination.Port ?? port.Number) == port.Number && HostOf(destination) == Host);

    /// <summary>A destination of a split, for requests to a port.</summary>
    public UnstructuredMap Destination(MeshDestination destination, MeshPort called)
    {
        var port = destination.Port is { } number ? Service.Port.First(known => known.Number == number) : called;
        if (destination.Fallback.Count > 0) return Destination(HostOf(destination), "", Service.NumberSeenFrom(_client, port));
        return Destination(
            HostOf(destination),
            destination.SubsetName,
            destination.Cluster == _client.Name ? Service.NumberSeenFrom(_client, port) : _remote[destination.Cluster].PortNumber(port));
    }

    private string HostOf(MeshDestination destination) =>
        destination.Fallback.Count > 0 || destination.Cluster == _client.Name
            ? Hosts.Of(Service, _client, destination)
            : _remote[destination.Cluster].Host;

    private static HashSet<string> FallbackHosts(MeshService service, MeshCluster client) =>
    [
        .. service.TrafficSplit.SelectMany(split => split.Destination)
            .Where(destination => destination.Fallback.Count > 0).Select(destination => Hosts.Of(service, client, destination)),
        .. service.MeshHostname is { } name ? [name] : Array.Empty<string>(),
    ];

    private static UnstructuredMap Destination(string host, string subset, int port) => UnstructuredMap.Of(
        ("host", host), ("subset", subset.Length == 0 ? null : subset), ("port", UnstructuredMap.Of(("number", (long)port))));
}
