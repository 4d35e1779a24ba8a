using CsCheck;
using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Declarations.Policies;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Ports;
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
        return WithHeaders(DestinationPolicyGen.WithPolicies(RoutePolicyGen.With(service, random), random.Next()), random);
    }

    /// <summary>Perhaps with headers of some destinations, which are the only policy of routes that these can have.</summary>
    private static MeshService WithHeaders(MeshService service, Random random)
    {
        if (!service.Port.Any(port => port.Protocol.IsRoutedBy(RouteKind.Http))) return service;
        var number = 0;
        foreach (var place in service.Destinations().Select(destination => destination.Place).Distinct().Where(_ => random.Next(3) == 0))
        {
            var header = new Dictionary<string, string>(StringComparer.Ordinal) { ["x-rule"] = $"{++number}" };
            service = Declarable.With(service, service => service.WithPolicy(PolicyKinds.Of("headerRule").FromArguments(
                new Dictionary<string, object?>(StringComparer.Ordinal) { ["ResponseSet"] = header },
                new MeshDestinationScope(place.Cluster, place.Subset))));
        }

        return service;
    }
}
