using CsCheck;
using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Ports;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning.Fallbacks;

namespace MeshFederation.Tests.Federations;

/// <summary>Random federations of up to 20 clusters and 200 services, of every shape that can be declared.</summary>
internal static class FederationGen
{
    private static readonly string[] Versions =
        ["1.5.10", "1.6.14", "1.7.8", "1.8.5", "1.8.6", "1.9.4", "1.9.5", "1.13.9", "1.19.10", "1.22.1", "1.27.0", "1.30.3"];
    private static readonly string[] PortForms =
        ["http:80", "http-admin:8081", "grpc:9090", "https:443", "tls-web:8443", "tcp-db:5432", "9000", "web:8085", "mongo:27017"];

    public static Gen<IReadOnlyList<MeshService>> Services(int clusters, int services) =>
        from count in Gen.Int[2, clusters]
        from named in Clusters(count)
        from declared in Service(named).Array[1, services]
        select (IReadOnlyList<MeshService>)declared
            .Select((service, i) => MeshWide(AtGateway(service with { Name = $"s{i}-{service.Name}" }, i), i))
            .ToList();

    /// <summary>Every other one has a name for all clusters, too.</summary>
    private static MeshService MeshWide(MeshService service, int number) =>
        number % 2 == 0 ? service
            : Plannable(service with { MeshHostname = $"m{number}.wide.example", ServeHostname = number % 4 == 1 });

    /// <summary>Every third is split for a gateway, too, under a host of its own.</summary>
    private static MeshService AtGateway(MeshService service, int number) => number % 3 != 0 ? service : service.WithGatewaySplit(
        "istio-system/public",
        $"h{number}.example.com",
        service.TrafficSplit.Count > 0 ? service.TrafficSplit[0].Destination : [new(service.Cluster[0].Name, LabelSet.Empty, 100)],
        [],
        service.TrafficSplit.Count > 0 && service.TrafficSplit[0].IsLocalFirst);

    /// <summary>
    /// A federation and what may become of it: services that come, go and change in everything, gateways that move to other addresses,
    /// clusters with another Istio. A cluster's own domain and its gateway's pods stay what they are.
    /// </summary>
    public static Gen<(IReadOnlyList<MeshService> Before, IReadOnlyList<MeshService> After)> Changes(int clusters, int services) =>
        from count in Gen.Int[2, clusters]
        from before in Clusters(count)
        from meshes in Clusters(count)
        from moves in Gen.Bool
        let after = moves ? meshes.Zip(before, (mesh, old) => mesh with { ClusterDomain = old.ClusterDomain }).ToArray() : before
        from old in Service(before).Array[1, services]
        from wanted in Service(after).Array[1, services]
        from kept in Gen.Bool.Array[wanted.Length]
        select (Named(old), Named([.. wanted.Zip(kept, (service, keep) => (service, keep))
            .Select((pair, i) => pair.keep && !moves && i < old.Length ? old[i] : pair.service)]));

    private static IReadOnlyList<MeshService> Named(IEnumerable<MeshService> services) =>
        [.. services.Select((service, i) => service with { Name = $"s{i}", Namespace = i % 2 == 0 ? "default" : "shop" })];

    private static Gen<MeshCluster[]> Clusters(int count) =>
        Cluster.Array[count].Select(
            meshes => meshes.Select((mesh, i) => ClusterDeclaration.Check(mesh with { Name = $"c{i}", Context = $"c{i}" })).ToArray());

    /// <summary>A port of an address leads to one port of the pods, whatever else changes.</summary>
    private static Gen<MeshCluster> Cluster =>
        from version in Gen.OneOf(Versions)
        from domain in Gen.OneOf("cluster.local", "mesh.example", "k8s")
        from trust in Gen.OneOf("cluster.local", "td1", "td2.example")
        from address in Gen.OneOf("192.0.2.7", "fd00::7", "gw.example.com").Array[1, 3]
        from port in Gen.OneOf(15443, 31443)
        from legacySni in Gen.Bool
        select new MeshCluster("c", "c")
        {
            IstioVersion = IstioVersion.Parse(version),
            ClusterDomain = domain,
            TrustDomain = trust,
            RoutingMode = legacySni ? MeshRoutingMode.ClientSni : MeshRoutingMode.Auto,
            Gateway = new MeshGateway { Address = address.ToValueList(), Port = port, TargetPort = port == 31443 ? 9191 : 15443 },
        };

    private static Gen<MeshService> Service(MeshCluster[] clusters) =>
        from name in Gen.OneOf("a", "reviews", "b-2")
        from ns in Gen.OneOf("default", "shop", "istio-system")
        from serving in Subset(clusters)
        from clients in Subset(clusters)
        from ports in Subset(PortForms)
        from suffix in Gen.OneOf("global", "global", "mesh")
        from differences in Gen.Select(Gen.OneOf("", "reviews", "bookinfo-reviews"), Gen.Bool).Array[serving.Length]
        from requests in Gen.OneOf(Gen.Const((int?)null), Gen.Const((int?)0), Gen.Const((int?)7))
        from noRetry in Gen.Bool
        let instances = serving.Zip(differences, (cluster, difference) => Instance(cluster, ports[0], difference.Item1, difference.Item2))
        let service = ServiceDeclaration.Check(new MeshService(
            name: name,
            ns: ns,
            port: ports.Select(PortSyntax.Parse).ToValueList(),
            instance: instances.ToValueList(),
            clientCluster: clients.ToValueList())
        {
            HostSuffix = suffix,
            MaxRequestsPerConnection = ports.Select(PortSyntax.Parse).Any(port => port.Protocol.IsRoutedBy(RouteKind.Http))
                ? requests
                : null,
            NoRetry = noRetry,
        })
        from domain in Gen.Int[1, int.MaxValue]
        from names in Gen.OneOf("", "", $"www.n{domain}.example", $"*.n{domain}.example,www.n{domain}.example")
        let named = WithServerNames(service, names)
        from splits in Split(named).Array[0, 3]
        select splits.Aggregate(
            named,
            (current, split) => Plannable(current.WithTrafficSplit(split.Destinations, split.Matches, split.IsLocalFirst)));

    /// <summary>
    /// Where the declaration allows them: a TLS port, one host only in each client cluster, and no pattern beside requests.
    /// </summary>
    private static MeshService WithServerNames(MeshService service, string names)
    {
        if (names.Length == 0 || !service.Port.Any(port => port.Protocol.IsRoutedBy(RouteKind.Tls))) return service;
        if (service.Instance.Count > 1 && service.ClientCluster.Any(client => service.In(client.Name) is null)) return service;
        var takesRequests = service.Port.Any(port => port.Protocol.IsRoutedBy(RouteKind.Http));
        var chosen = names.Split(',').Where(name => !takesRequests || name[0] != '*');
        return ServiceDeclaration.Check(service with { SniHost = chosen.ToValueList() });
    }

    private static MeshServiceInstance Instance(MeshCluster cluster, string firstPort, string account, bool moved)
    {
        var first = PortSyntax.Parse(firstPort);
        return new(cluster)
        {
            ServiceAccount = account.Length == 0 ? [] : [account],
            PortNumber = moved ? PortNumbers.Create([new(first.Name, first.Number + 20_000)]) : PortNumbers.Same,
        };
    }

    private static Gen<(MeshDestination[] Destinations, MeshMatch[] Matches, bool IsLocalFirst)> Split(MeshService service)
    {
        var http = service.Port.Any(port => port.Protocol.IsRoutedBy(RouteKind.Http));
        var connection = Gen.OneOf(
            new MeshMatch { SourceNamespace = "edge" },
            new MeshMatch { SourceLabel = LabelSet.Create("app", "batch") },
            new MeshMatch { Gateway = ["istio-system/public", "mesh"] },
            new MeshMatch { Port = service.Port[0].Number });
        var request = Gen.OneOf(
            new MeshMatch { Path = new(StringMatchKind.Exact, "/a") },
            new MeshMatch { Path = new(StringMatchKind.Prefix, "/b"), Method = "GET" },
            new MeshMatch { Header = StringMatches.Create([new("end-user", new(StringMatchKind.Regex, "j.*"))]) },
            new MeshMatch
            {
                Header = StringMatches.Create([new("x-a", new(StringMatchKind.Present, "")), new("x-b", new(StringMatchKind.Absent, ""))])
            },
            new MeshMatch { Query = StringMatches.Create([new("q", new(StringMatchKind.Exact, "1"))]) });
        return
            from targets in Gen.Select(Gen.OneOf(service.Cluster.ToArray()), Labels, Gen.Int[1, 10]).Array[1, 4]
            from matches in (http ? Gen.OneOf(connection, request) : connection).Array[0, 2]
            from fallbacks in Gen.Select(Gen.OneOf(true, false, false), Gen.Shuffle(service.Cluster.ToArray()), Labels, Gen.Int[1, 3])
                .Array[targets.Length]
            from fails in Gen.OneOf(true, false, false)
            from isLocalFirst in Gen.Bool
            let failover = WithFallback(Destinations(targets[..1])[0], fallbacks[0] with { Item1 = true })
            select fails && failover.Fallback.Count > 0
                ? ([failover], matches, isLocalFirst)
                : (Destinations(targets).Zip(fallbacks, WithFallback).ToArray(), matches, false);
    }

    /// <summary>Fallbacks are in other clusters, each in one of its own.</summary>
    private static MeshDestination WithFallback(
        MeshDestination destination, (bool Has, MeshCluster[] Clusters, LabelSet Labels, int Count) chosen) => !chosen.Has
            ? destination
            : destination with
            {
                Fallback = chosen.Clusters.Where(cluster => cluster.Name != destination.Cluster).Take(chosen.Count)
                    .Select(cluster => new MeshFallback(cluster.Name, chosen.Labels)).ToValueList(),
            };

    /// <summary>The service, without fallbacks where its clusters cannot have them.</summary>
    public static MeshService Plannable(MeshService service)
    {
        try
        {
            foreach (var client in service.ClientCluster)
            {
                foreach (var host in FallbackHost.In(service, client)) FallbackLimits.Require(host);
            }

            MeshWideHosts.RequireServed([service]);
            return service;
        }
        catch (MeshException)
        {
            return service with
            {
                MeshHostname = null,
                ServeHostname = false,
                TrafficSplit = service.TrafficSplit.Select(WithoutFallbacks).ToValueList(),
                GatewaySplit = service.GatewaySplit
                    .Select(at => at with { TrafficSplit = at.TrafficSplit.Select(WithoutFallbacks).ToValueList() }).ToValueList(),
            };
        }
    }

    private static MeshTrafficSplit WithoutFallbacks(MeshTrafficSplit split) =>
        split with
        {
            Destination = split.Destination.Select(destination => destination with { Fallback = [] }).ToValueList(),
            IsLocalFirst = false,
        };

    private static Gen<LabelSet> Labels => Gen.OneOf(
        LabelSet.Empty,
        LabelSet.Create("version", "v1"),
        LabelSet.Create("version", "v2"),
        LabelSet.Create("version", "V2_x"),
        LabelSet.Create([new("version", "v3"), new("track", "canary")]));

    private static MeshDestination[] Destinations((MeshCluster Cluster, LabelSet Labels, int Weight)[] targets)
    {
        var distinct = targets.DistinctBy(target => (target.Cluster.Name, target.Labels)).ToList();
        var total = distinct.Sum(target => target.Weight);
        var weights = distinct.Select(target => target.Weight * 100 / total).ToArray();
        weights[0] += 100 - weights.Sum();
        return [.. distinct.Select((target, i) => new MeshDestination(target.Cluster.Name, target.Labels, weights[i]))];
    }

    private static Gen<T[]> Subset<T>(T[] items) =>
        from flags in Gen.Bool.Array[items.Length]
        from always in Gen.Int[0, items.Length - 1]
        select items.Where((_, i) => flags[i] || i == always).ToArray();
}
