using CsCheck;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Planning;
using MeshFederation.Planning.Addresses;
using MeshFederation.Planning.Recovery;
using MeshFederation.Tests.Federations;

namespace MeshFederation.Tests.Recovery;

/// <summary>What was published is read back to what was declared: to services that plan the same objects.</summary>
public sealed class DeclarationRecoveryTests
{
    private const int Federations = 75;

    private static readonly AddressPool Pool = AddressPool.Parse(AddressPool.DefaultRange);

    [Theory]
    [InlineData("plain", 60)]
    [InlineData("routes", 50)]
    [InlineData("destinations", 57)]
    public void Most_federations_are_read_back_whole_and_of_all_others_it_is_said(string policies, int least)
    {
        var exact = 0;
        for (var seed = 1; seed <= Federations; seed++)
        {
            var (objects, read) = Read(policies, seed);
            Assert.All(read.Services, service => Assert.Equal(read.Unread, service.Unread));
            if (read.Unread.Count > 0) continue;
            var again = Plan(read.Services).ToDictionary(Key);
            Assert.Equal(Keys(objects), Keys(again.Values));
            foreach (var item in objects) Assert.True(item.Content == again[Key(item)].Content, $"{policies} {seed}: {item.ToYaml()}");
            exact++;
        }

        Assert.True(exact >= least, $"{policies}: {exact} of {Federations}");
    }

    private static (IReadOnlyList<MeshManifest> Objects, RecoveredDeclaration Read) Read(string policies, int seed)
    {
        var declared = FederationGen.Services(4, 5).Generate(new PCG((uint)seed, 0), null, out _);
        var random = new Random(seed);
        declared = policies switch
        {
            "routes" => [.. declared.Select(service => RoutePolicyGen.With(service, random))],
            "destinations" => [.. declared.Select(service => DestinationPolicyGen.WithPolicies(service, random.Next()))],
            _ => declared,
        };
        var objects = Plan(declared);
        var published = declared.SelectMany(service => service.Cluster.Concat(service.ClientCluster)).DistinctBy(cluster => cluster.Name)
            .Select(cluster => new PublishedObjects(
                new MeshCluster(cluster.Name, cluster.Context) { IstioVersion = cluster.IstioVersion },
                [.. objects.Where(item => item.Cluster == cluster.Name)])).ToList();
        return (objects, DeclarationRecovery.Of("random", published, Pool));
    }

    private static IReadOnlyList<MeshManifest> Plan(IReadOnlyList<MeshService> services) =>
        FederationPlanner.Plan(Federation.Create("random", services, Pool));

    private static IEnumerable<string> Keys(IEnumerable<MeshManifest> objects) =>
        objects.Select(item => $"{Key(item)}").Order(StringComparer.Ordinal);

    private static (string Cluster, string Kind, string Namespace, string Name) Key(MeshManifest item) =>
        (item.Cluster, item.Kind, item.Namespace, item.Name);
}
