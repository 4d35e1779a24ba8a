using System.Collections.Concurrent;
using CsCheck;
using MeshFederation.Analysis;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Planning;
using MeshFederation.Planning.Addresses;
using MeshFederation.Tests.Federations.Twists;

namespace MeshFederation.Tests.Federations;

/// <summary>
/// Federations that were made wrong, by their number: the same number is always the same federation, so that one is found again.
/// </summary>
internal static class FederationWorlds
{
    private const int OfOnePlan = 20;

    /// <summary>The federations from a number on, in no order.</summary>
    /// <param name="first">The first number.</param>
    /// <param name="count">How many.</param>
    /// <returns>Each with its number, and what is declared of it.</returns>
    public static ParallelQuery<(int Number, FederationView View, IReadOnlyList<MeshService> Services)> From(int first, int count) =>
        Partitioner.Create(Enumerable.Range(first / OfOnePlan, ((first + count - 1) / OfOnePlan) - (first / OfOnePlan) + 1),
            EnumerablePartitionerOptions.NoBuffering).AsParallel().SelectMany(OfPlan)
            .Where(world => world.Number >= first && world.Number < first + count);

    private static IEnumerable<(int Number, FederationView View, IReadOnlyList<MeshService> Services)> OfPlan(int plan)
    {
        var random = new Random(plan);
        var services = FederationGen.Services(3, 4).Generate(new PCG(1, Mixed(plan)), null, out _)
            .Select(service => RoutePolicyGen.With(service, random))
            .Select(service => random.Next(2) == 0 ? service : DestinationPolicyGen.WithPolicies(service, random.Next())).ToList();
        var federation = Federation.Create("random", services, AddressPool.Parse(AddressPool.DefaultRange));
        var objects = FederationPlanner.Plan(federation).Concat(ServicesOf(services)).ToList();
        for (var i = 0; i < OfOnePlan; i++)
        {
            var number = (plan * OfOnePlan) + i;
            var extras = new FederationExtras(number, services);
            var all = extras.With(objects);
            var world = new TwistedWorld(
                extras.WithPolicy(new FederationMutation(number, all).Of(all)),
                federation.Services.SelectMany(service => service.Cluster.Concat(service.ClientCluster)));
            AddTwists(world, number, services);
            yield return (number, new(world.Objects, [], world.Clusters), federation.Services);
        }
    }

    /// <summary>Adds twists; every other time what they add is made wrong, too.</summary>
    private static void AddTwists(TwistedWorld world, int number, List<MeshService> services)
    {
        var before = new HashSet<MeshManifest>(world.Objects, ReferenceEqualityComparer.Instance);
        TwistList.Add(world, number, services);
        if (number % 2 == 0) return;
        var added = world.Objects.Where(item => !before.Contains(item)).ToList();
        if (added.Count == 0) return;
        world.Objects.RemoveAll(item => !before.Contains(item));
        world.Objects.AddRange(new FederationMutation(number, added).Of(added));
    }

    /// <summary>The Services that the declarations speak of, as a cluster has them.</summary>
    private static IEnumerable<MeshManifest> ServicesOf(IEnumerable<MeshService> services) =>
        services.SelectMany(service => service.Cluster.Select(cluster =>
            new MeshManifest(cluster.Name, UnstructuredMap.Of(
                ("apiVersion", "v1"),
                ("kind", "Service"),
                ("metadata", UnstructuredMap.Of(("name", service.Name), ("namespace", service.Namespace))),
                ("spec", UnstructuredMap.Of(
                    ("selector", UnstructuredMap.Of(("app", service.Name))),
                    ("ports", UnstructuredList.From(service.Port.Select(port => (object?)UnstructuredMap.Of(
                        ("port", (long)service.In(cluster.Name)!.NumberOf(port)), ("name", port.Name)))))))))));

    /// <summary>Numbers beside each other make seeds that are not.</summary>
    private static ulong Mixed(int number) => unchecked(((ulong)number + 1) * 0x9E3779B97F4A7C15);
}
