using CsCheck;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Planning;
using MeshFederation.Planning.Addresses;

namespace MeshFederation.Tests.Federations;

public sealed class FederationProperties
{
    private const int Small = 200;

    [Fact]
    public void No_order_of_the_input_changes_a_byte() =>
        Gen.Select(FederationGen.Services(6, 12), Gen.Int).Sample(
            (services, seed) => Assert.Equal(Yaml(services), Yaml(Shuffled(services, seed))), iter: Small);

    [Fact]
    public void Declaring_a_service_twice_changes_nothing() =>
        FederationGen.Services(4, 6).Sample(services => Assert.Equal(Yaml(services), Yaml([.. services, .. services])), iter: Small);

    [Fact]
    public void One_declaration_for_each_client_is_the_same_as_one_for_all() =>
        FederationGen.Services(4, 6)
            .Sample(services => Assert.Equal(Yaml(services), Yaml([.. services.SelectMany(ForEachClient)])), iter: Small);

    [Fact]
    public void No_object_and_no_address_comes_twice_in_a_cluster() =>
        FederationGen.Services(20, 200).Sample(
            services =>
            {
                foreach (var cluster in Plan(services).GroupBy(manifest => manifest.Cluster, StringComparer.Ordinal))
                {
                    AssertDistinct(cluster.Select(manifest => manifest.ToString()));
                    AssertDistinct(cluster.SelectMany(manifest => manifest.Spec.List("addresses")
                        .Select(address => (Host: manifest.Spec.List("hosts")[0], Address: (string)address!))).Distinct()
                        .Select(given => given.Address));
                }
            },
            iter: 30);

    internal static IReadOnlyList<MeshManifest> Plan(IReadOnlyList<MeshService> services) =>
        FederationPlanner.Plan(Federation.Create("random", services, AddressPool.Parse(AddressPool.DefaultRange)));

    private static string Yaml(IReadOnlyList<MeshService> services) =>
        string.Concat(Plan(services).Select(manifest => $"# {manifest.Cluster}\n{manifest.ToYaml()}"));

    private static IReadOnlyList<MeshService> Shuffled(IReadOnlyList<MeshService> services, int seed)
    {
        var copy = services.ToArray();
        new Random(seed).Shuffle(copy);
        return copy;
    }

    private static IEnumerable<MeshService> ForEachClient(MeshService service) =>
        service.ClientCluster.Select(client => service with { ClientCluster = [client] });

    private static void AssertDistinct(IEnumerable<string> values)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var value in values) Assert.True(seen.Add(value), value + " comes twice");
    }
}
