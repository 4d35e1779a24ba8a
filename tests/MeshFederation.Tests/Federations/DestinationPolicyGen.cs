using CsCheck;
using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Declarations.Policies;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Services;

namespace MeshFederation.Tests.Federations;

/// <summary>Policies of destinations on the services of a random federation, each of which tells itself apart by a number.</summary>
internal static class DestinationPolicyGen
{
    private static readonly string[] Algorithms = ["LeastRequest", "RoundRobin", "Random"];

    public static Gen<IReadOnlyList<MeshService>> Services(int clusters, int services) =>
        from declared in FederationGen.Services(clusters, services)
        from seeds in Gen.Int[0, int.MaxValue].Array[declared.Count]
        select (IReadOnlyList<MeshService>)[.. declared.Zip(seeds, WithPolicies)];

    /// <summary>The service with up to five policies, those that it can have.</summary>
    public static MeshService WithPolicies(MeshService service, int seed)
    {
        var random = new Random(seed);
        for (var number = 1; number <= random.Next(6); number++)
        {
            var policy = Policy(random.Next(3), number, Scope(service, random));
            service = Declarable.With(service, service => service.WithPolicy(policy));
        }

        return service;
    }

    private static MeshDestinationScope Scope(MeshService service, Random random)
    {
        var places = service.Destinations().Select(destination => destination.Place).Distinct().ToList();
        if (random.Next(3) == 0) return MeshDestinationScope.All;
        if (places.Count == 0 || random.Next(2) == 0)
            return new(service.Cluster[random.Next(service.Cluster.Count)].Name, LabelSet.Empty);
        var place = places[random.Next(places.Count)];
        return new(place.Cluster, place.Subset);
    }

    private static MeshPolicy Policy(int kind, int number, MeshDestinationScope scope)
    {
        var (name, values) = kind switch
        {
            0 => ("outlierDetection", new Dictionary<string, object?> { ["BaseEjectionTime"] = $"{number}s" }),
            1 => ("connectionPool", new()
            {
                ["ConnectTimeout"] = $"{number}s",
                [number % 2 == 0 ? "MaxConnections" : "KeepaliveProbes"] = 7,
            }),
            _ => ("loadBalancer", new() { ["Algorithm"] = Algorithms[number % Algorithms.Length] }),
        };
        return PolicyKinds.Of(name).FromArguments(values, scope);
    }
}
