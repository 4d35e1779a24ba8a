using MeshFederation.Istio.Identity;
using MeshFederation.Istio.Mesh;
using MeshFederation.Istio.Names;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Ports;
using MeshFederation.Model.Services;
using MeshFederation.Planning.Policies;

namespace MeshFederation.Planning.Recovery;

/// <summary>Where a service runs and is called, and its ports, as its hosts and rules tell.</summary>
/// <param name="Mesh">What all clusters have.</param>
/// <param name="Clusters">The clusters by name.</param>
/// <param name="Key">The service.</param>
internal sealed record RecoveredService(SeenMesh Mesh, Dictionary<string, MeshCluster> Clusters, ServiceKey Key)
{
    private readonly List<(SeenCluster Caller, SeenHost Host, string Server)> _remote =
    [
        .. from caller in Mesh.Cluster
           from host in caller.Host.Values
           let remote = SeenMesh.Remote(host)
           where remote?.Key == Key
           select (caller, host, remote.Value.Server),
    ];

    private readonly List<(SeenCluster Caller, SeenHost Host)> _order =
    [
        .. from caller in Mesh.Cluster
           from host in caller.Host.Values
           where host.HasFallbacks && Mesh.ServiceOf(caller, host) == Key
           select (caller, host),
    ];

    /// <summary>The numbers that no object tells, and what they are taken to be, in sentences; there once the frame is read.</summary>
    public List<string> Untold { get; } = [];

    /// <summary>Whether its ports have names, which no route says.</summary>
    public bool HasNames => _remote.Count + _order.Count > 0;

    /// <summary>The service without splits and policies; null where no object tells its ports.</summary>
    public MeshService? Frame()
    {
        var hosts = _remote.Select(remote => remote.Host).Concat(_order.Select(order => order.Host)).ToList();
        var ownPorts = hosts.Count == 0 ? OwnPorts.Of(Mesh, Key) : [];
        if (hosts.Count == 0 && ownPorts.Count == 0) return null;
        var serving = Serving().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var names = hosts.Count == 0 ? ownPorts.ConvertAll(port => port.Port.Name) : [.. hosts[0].Port.Select(port => port.Name)];
        var numbers = serving.ToDictionary(
            server => server,
            server => names.ToDictionary(port => port, port => NumberIn(server, port), StringComparer.Ordinal),
            StringComparer.Ordinal);
        foreach (var (port, number) in ownPorts)
        {
            foreach (var server in serving) numbers[server][port.Name] = number;
        }

        var ports = hosts.Count == 0 ? ownPorts.ConvertAll(port => port.Port) : Ports(hosts[0], serving, numbers);
        foreach (var server in serving) Complete(server, numbers[server], ports);
        if (hosts.Count > 0) Untold.AddRange(PortsUntold.Of(Key, ports, numbers, port => NumberOfCallers(port, serving) is not null));
        return new MeshService(
            Key.Name,
            Key.Namespace,
            ports.ToValueList(),
            serving.Select(server => Instance(server, ports, numbers[server])).ToValueList(),
            Calling().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(name => Clusters[name]).ToValueList())
        {
            HostSuffix = Mesh.Suffix(Key) ?? MeshService.UsualHostSuffix,
            MeshHostname = MeshHostname,
            ServeHostname = Served.Count > 0,
        };
    }

    private string? MeshHostname => _order.Select(order => order.Host.Host).FirstOrDefault(host => Mesh.Order(Key, host, []) is null);

    /// <summary>How clusters know their pods by the name in all clusters.</summary>
    private List<(string Server, SeenHost Host)> Served => MeshHostname is not { } name ? []
        : [.. Mesh.Serving(name).Select(one => (one.Cluster.Name, new SeenHost(Istio.Names.Hosts.Served(name), [one.Entry])))];

    private IEnumerable<string> Serving() => _remote.Select(remote => remote.Server)
        .Concat(Mesh.Cluster.Where(IsLocal).Select(cluster => cluster.Name))
        .Concat(_order.SelectMany(order => order.Host.Gateway.Select(item => item.Cluster)))
        .Concat(_order.Where(order => order.Host.Pods is not null).Select(order => order.Caller.Name))
        .Concat(_remote.Where(remote => IsBeside(remote.Caller, remote.Host) || HasOwnNumbers(remote.Host, remote.Server))
            .Select(remote => remote.Caller.Name));

    /// <summary>Hosts of other clusters stand in the namespace of the service where it runs, and perhaps where it is known to be.</summary>
    private bool IsBeside(SeenCluster caller, SeenHost host) => host.Entries[0].Namespace == Key.Namespace
        && Key.Namespace != caller.Cluster.IstioNamespace
        && caller.Cluster.HasNamespace(Key.Namespace) is not true
        && caller.Cluster.WatchesObjects(caller.Cluster.IstioNamespace) is true;

    /// <summary>Ports stand in the order of their declared numbers; callers who have them in another one have their own.</summary>
    private bool HasOwnNumbers(SeenHost host, string server) => IsNumberOfCaller(server)
        && host.Port.Zip(host.Port.Skip(1)).Any(ports => ports.First.Number >= ports.Second.Number);

    private IEnumerable<string> Calling() => _remote.Select(remote => remote.Caller.Name)
        .Concat(_order.Select(order => order.Caller.Name))
        .Concat(Mesh.Cluster.Where(cluster => cluster.LocalRoute.Any(route => route.Key == Key)).Select(cluster => cluster.Name))
        .Concat(Mesh.Cluster.Where(cluster => cluster.LocalRule.Any(rule => rule.Key == Key && HasPolicies(rule.Rule)))
            .Select(cluster => cluster.Name))
        .Concat(Mesh.Cluster.Where(cluster => cluster.Route.Any(route => SeenCluster.IsAtGateway(route) && SeenMesh.LeadsTo(Key, route)))
            .Select(cluster => cluster.Name));

    /// <summary>Policies but TLS are those of callers.</summary>
    private static bool HasPolicies(MeshManifest rule) => rule.Spec.Maps("subsets").Select(subset => subset.Map("trafficPolicy"))
        .Append(rule.Spec.Map("trafficPolicy")).OfType<UnstructuredMap>()
        .SelectMany(policy => policy.Maps("portLevelSettings").Append(policy))
        .Any(policy => DestinationPolicies.Chosen.Any(policy.ContainsKey));

    private bool IsLocal(SeenCluster cluster) =>
        cluster.LocalRule.Any(rule => rule.Key == Key) || cluster.LocalRoute.Any(route => route.Key == Key);

    /// <summary>The number of a port in a cluster where it runs, as its gateway is asked for it, or as its own callers call it.</summary>
    private int? NumberIn(string server, string port)
    {
        foreach (var (caller, host, name) in _remote)
        {
            if (host.NumberOf(port) is not { } called) continue;
            if (name == server && caller.Rule(host.Host) is not null) return caller.ServerName(host.Host, called)?.Port ?? called;
        }

        return _order.Where(order => order.Caller.Name == server).Select(order => order.Host.NumberOf(port))
            .Concat(_remote.Where(remote => remote.Caller.Name == server && IsNumberOfCaller(remote.Server))
                .Select(remote => remote.Host.NumberOf(port)))
            .FirstOrDefault(number => number is not null);
    }

    /// <summary>In the mode EnvoyFilter a host has the numbers of its server.</summary>
    private bool IsNumberOfCaller(string server) =>
        Clusters[server].EffectiveRoutingMode() == MeshRoutingMode.ClientSni;

    /// <summary>
    /// The numbers by which callers beside the pods call ports, where no gateway is asked for them: one that none else has is that of the
    /// one port whose own is not among them.
    /// </summary>
    private void Complete(string server, Dictionary<string, int?> numbers, List<MeshPort> ports)
    {
        var unknown = ports.Where(port => numbers[port.Name] is null).ToList();
        if (unknown.Count == 0 || Mesh.Cluster.FirstOrDefault(cluster => cluster.Name == server) is not { } seen) return;
        var host = ServiceHost.Of(Key.Name, Key.Namespace, Clusters[server].ClusterDomain);
        var called = seen.Numbers(host).ToHashSet();
        var strange = called.Where(number => ports.TrueForAll(port => (numbers[port.Name] ?? port.Number) != number)).ToList();
        var missing = unknown.Where(port => !called.Contains(port.Number)).ToList();
        if (strange is [var one] && missing is [var moved, ..]) numbers[moved.Name] = one;
    }

    private List<MeshPort> Ports(SeenHost host, List<string> serving, Dictionary<string, Dictionary<string, int?>> numbers)
    {
        var declared = OwnPorts.Increasing([.. host.Port.Select(port => Declared(port.Name, serving, numbers) ?? port.Number)]);
        return [.. host.Port.Zip(declared, (port, number) => new MeshPort(port.Name, number, PortProtocol.OfServiceEntry(port.Protocol)))];
    }

    /// <summary>The number as callers in a cluster where it does not run have it; else the one that most clusters have.</summary>
    private int? Declared(string port, List<string> serving, Dictionary<string, Dictionary<string, int?>> numbers) =>
        NumberOfCallers(port, serving)
        ?? numbers.Values.Select(ports => ports[port]).Where(number => number is not null).GroupBy(number => number)
            .OrderByDescending(same => same.Count()).ThenBy(same => same.Key).FirstOrDefault()?.Key;

    /// <summary>The number by which callers know a port who have no pods of the service beside them; null where there are none.</summary>
    private int? NumberOfCallers(string port, List<string> serving) =>
        Served.Select(served => served.Host.NumberOf(port)).FirstOrDefault(number => number is not null)
        ?? _remote.Where(remote => !serving.Contains(remote.Caller.Name, StringComparer.Ordinal) && IsNumberOfCaller(remote.Server))
            .Select(remote => remote.Host.NumberOf(port))
            .Concat(_order.Where(order => !serving.Contains(order.Caller.Name, StringComparer.Ordinal))
                .Select(order => order.Host.NumberOf(port)))
            .FirstOrDefault(number => number is not null);

    private MeshServiceInstance Instance(string server, List<MeshPort> ports, Dictionary<string, int?> numbers)
    {
        var served = Served.Where(one => one.Server == server).Select(one => one.Host).ToList();
        var own = _order.Where(order => order.Caller.Name == server && order.Host.Pods is not null).Select(order => order.Host)
            .Concat(served).ToList();
        var moved = ports.Where(port => numbers[port.Name] is { } number && number != port.Number)
            .Select(port => KeyValuePair.Create(port.Name, numbers[port.Name]!.Value));
        var targets = own.SelectMany(host => host.Port).Where(port => port.Target is not null)
            .Concat(served.SelectMany(host => host.Port).Where(port => port.Number != (numbers[port.Name] ?? port.Number))
                .Select(port => port with { Target = port.Target ?? port.Number }))
            .DistinctBy(port => port.Name, StringComparer.Ordinal).Select(port => KeyValuePair.Create(port.Name, port.Target!.Value));
        return new(Clusters[server])
        {
            PortNumber = PortNumbers.Create(moved),
            TargetPort = PortNumbers.Create(targets),
            Selector = own.Count == 0 ? LabelSet.Empty : Selector(own),
            ServiceAccount = _remote.Where(remote => remote.Server == server).SelectMany(remote => remote.Host.Identity)
                .Concat(own.Where(_ => !_remote.Exists(remote => remote.Server == server)).SelectMany(host => host.Identity))
                .Where(identity => identity.StartsWith(Prefix(server), StringComparison.Ordinal))
                .Select(identity => identity[Prefix(server).Length..])
                .Distinct(StringComparer.Ordinal).ToValueList(),
        };
    }

    private string Prefix(string server) => SpiffeIdentity.OfNamespace(Clusters[server].TrustDomain, Key.Namespace);

    /// <summary>The labels that all of its hosts ask for; what tells subsets apart is none of the Service.</summary>
    private LabelSet Selector(List<SeenHost> hosts)
    {
        var labels = hosts.ConvertAll(host => host.Pods!);
        var ofSubsets = Mesh.SubsetLabels(Key).ToHashSet(StringComparer.Ordinal);
        return LabelSet.Create(labels[0].Where(label => !ofSubsets.Contains(label.Key))
            .Where(label => labels.TrueForAll(other => Equals(other.GetValueOrDefault(label.Key), label.Value)))
            .Select(label => KeyValuePair.Create(label.Key, label.Value as string ?? "")));
    }
}
