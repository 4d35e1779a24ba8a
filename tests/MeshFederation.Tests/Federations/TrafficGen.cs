using CsCheck;
using MeshFederation.Model.Services;

namespace MeshFederation.Tests.Federations;

/// <summary>Random federations with policies of routes and of destinations beside all else that can be declared.</summary>
internal static class TrafficGen
{
    public static Gen<IReadOnlyList<MeshService>> Services(int clusters, int services) =>
        from declared in FederationGen.Services(clusters, services)
        from seeds in Gen.Int[0, int.MaxValue].Array[declared.Count]
        select (IReadOnlyList<MeshService>)[.. declared.Zip(seeds, With)];

    private static MeshService With(MeshService service, int seed)
    {
        var random = new Random(seed);
        return DestinationPolicyGen.WithPolicies(RoutePolicyGen.With(service, random), random.Next());
    }
}
