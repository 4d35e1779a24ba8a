using MeshFederation.Istio.Declarations;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Planning.Declarations.Shapes;
using static MeshFederation.Planning.Declarations.Keys.KeysOf<MeshFederation.Model.Services.MeshService>;

namespace MeshFederation.Planning.Declarations.Keys;

/// <summary>The keys of a service: the parameters of New-MeshServiceEntry, and what the cmdlets behind it in the pipeline set.</summary>
internal static class ServiceKeys
{
    private const string Ports = "port";

    private static readonly ListShape ClusterNames = new(new TextShape("cluster1"));

    /// <summary>The keys.</summary>
    public static readonly Section<MeshService> Section = new(
        "service", [
            .. Named(),
            .. OfPorts(),
            .. InstanceKeys.All,
            .. Further(),
            SplitKeys.Traffic,
            SplitKeys.Gateway,
            FailoverKeys.Traffic,
            FailoverKeys.Gateway,
            PolicyKeys.All,
            AccessKeys.All,
            SuspendedKeys.All,
        ]);

    /// <summary>Reads a service.</summary>
    /// <exception cref="DeclarationException">It cannot be.</exception>
    public static MeshService Read(UnstructuredMap map, ReadContext context)
    {
        var federation = context.Scope.Federation!;
        var start = new MeshService("", federation.Namespace ?? "", [], Instances(federation.Cluster), [])
        {
            Federation = federation,
            HostSuffix = federation.HostSuffix ?? MeshService.UsualHostSuffix,
        };
        return Section.Read(map, context, start, service => ServiceDeclaration.Check(Completed(service)), Ports);
    }

    private static DeclarationKey<MeshService>[] Named() =>
    [
        Text(
            "name", "reviews", "The name of the Kubernetes Service.",
            service => service.Name,
            (service, name) => service with { Name = NameErrors.RequireLabel(name, "service") })
            with { IsRequired = true, IsPositional = true, Parameter = "Service" },
        Text(
            "namespace", "shop", "Its namespace, the same in every cluster; that of the federation, or of the clusters, by default.",
            service => Unless(service.Namespace, service.Federation?.Namespace),
            (service, space) => service with { Namespace = NameErrors.RequireLabel(space, "namespace") }),
        new(
            "cluster", ClusterNames, "The clusters where it runs; those of the federation by default.",
            service => Names(service.Cluster, service.Federation?.Cluster ?? []),
            (service, value, context) => service with { Instance = Instances(context.Clusters(value)) }),
        new(
            "clientCluster", ClusterNames, "The clusters that call it; those of the federation, or where it runs, by default.",
            service => Names(service.ClientCluster, UsualClients(service)),
            (service, value, context) => service with { ClientCluster = context.Clusters(value) }),
    ];

    private static DeclarationKey<MeshService>[] OfPorts() =>
    [
        new(
            Ports, new ListShape(PortKeys.Shape), "The ports that callers use.",
            service => UnstructuredList.From(service.Port.Select(PortKeys.Write)),
            (service, value, context) => service with { Port = context.Each(value, (item, _) => PortKeys.Read(item)) })
            { IsRequired = true },
    ];

    private static DeclarationKey<MeshService>[] Further() =>
    [
        Text(
            "hostSuffix", "global", "The last part of its hosts in other clusters.",
            service => Unless(service.HostSuffix, service.Federation?.HostSuffix ?? MeshService.UsualHostSuffix),
            (service, suffix) => service with { HostSuffix = suffix }),
        Text(
            "meshHostname", "reviews.shop.global", "The host by which callers in every client cluster call it, wherever it runs.",
            service => service.MeshHostname, (service, host) => service with { MeshHostname = host }),
        Flag(
            "serveHostname", "The clusters where it runs know their pods by that host, too; ports and cluster domains may then differ.",
            service => service.ServeHostname, (service, serves) => service with { ServeHostname = serves }),
        Texts(
            "sniHost", "shop.example.com", "Further server names by which its TLS ports are dialled.",
            service => service.SniHost, (service, names) => service with { SniHost = names }),
        Whole(
            "maxRequestsPerConnection", new(0, int.MaxValue, 100),
            "How many requests a connection to another cluster carries; 0 for as many as come.",
            service => service.MaxRequestsPerConnection, (service, number) => service with { MaxRequestsPerConnection = number }),
        new(
            "routingMode", new ChoiceShape([nameof(MeshRoutingMode.Auto), nameof(MeshRoutingMode.Ambient)]),
            "How it is called, whatever its clusters say: Auto, through sidecars, or Ambient, through tunnels.",
            service => service.RoutingMode?.ToString(),
            (service, mode, _) => service with { RoutingMode = Enum.Parse<MeshRoutingMode>((string)mode, ignoreCase: true) }),
        Flag(
            "noRetry", "Never sends a request twice that may go to another cluster.",
            service => service.NoRetry, (service, never) => service with { NoRetry = never }),
    ];

    private static MeshService Completed(MeshService service)
    {
        var clients = service.ClientCluster.Count > 0 ? service.ClientCluster : UsualClients(service);
        return service with
        {
            ClientCluster = clients,
            Namespace = service.Namespace.Length > 0 ? service.Namespace : ContextNamespace.Of([.. service.Cluster, .. clients]),
        };
    }

    private static ValueList<Model.Clusters.MeshCluster> UsualClients(MeshService service) =>
        service.Federation is { ClientCluster.Count: > 0 } federation ? federation.ClientCluster : service.Cluster;

    private static ValueList<MeshServiceInstance> Instances(ValueList<Model.Clusters.MeshCluster> clusters) =>
        clusters.Select(cluster => new MeshServiceInstance(cluster)).ToValueList();

    private static UnstructuredList? Names(
        ValueList<Model.Clusters.MeshCluster> clusters, ValueList<Model.Clusters.MeshCluster> usual)
    {
        var names = clusters.Select(cluster => cluster.Name).Order(StringComparer.Ordinal).ToList();
        return names.SequenceEqual(usual.Select(cluster => cluster.Name).Order(StringComparer.Ordinal), StringComparer.Ordinal)
            ? null
            : UnstructuredList.From(names);
    }
}
