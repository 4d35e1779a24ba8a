using CsCheck;
using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Declarations.Policies;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Tests.Federations;

/// <summary>Random federations that say of a gateway, too, where its requests go and what holds for them.</summary>
internal static class GatewayGen
{
    public const string Gateway = "istio-system/public";

    public static Gen<IReadOnlyList<MeshService>> Services(int clusters, int services) =>
        from declared in TrafficGen.Services(clusters, services)
        from seeds in Gen.Int[0, int.MaxValue].Array[declared.Count]
        select (IReadOnlyList<MeshService>)[.. declared.Zip(seeds, With)];

    private static MeshService With(MeshService service, int seed)
    {
        var random = new Random(seed);
        for (var number = random.Next(3); number > 0; number--)
        {
            var like = service.TrafficSplit.Count > 0 && random.Next(2) == 0
                ? service.TrafficSplit[random.Next(service.TrafficSplit.Count)]
                : new(null, [new(Any(service.Cluster, random).Name, LabelSet.Create("version", "v1"), 100)]);
            service = Declarable.With(
                service, service => service.WithTrafficSplit(like.Destination, [Match(service, random)], like.IsLocalFirst));
        }

        for (var number = random.Next(3); number > 0; number--)
        {
            var (kind, name, value) = random.Next(3) > 0 ? ("timeout", "Timeout", (object)$"{number + 10}s") : ("redirect", "Status", 503);
            var arguments = new Dictionary<string, object?>(StringComparer.Ordinal) { [name] = value };
            var scope = new MeshRouteScope(random.Next(4) == 0 ? null : Match(service, random));
            service = Declarable.With(service, service => service.WithPolicy(PolicyKinds.Of(kind).FromArguments(arguments, scope)));
        }

        return service;
    }

    private static MeshMatch Match(MeshService service, Random random)
    {
        var port = Any(service.Port, random).Number;
        return random.Next(5) switch
        {
            0 => new() { Gateway = [Gateway] },
            1 => new() { Gateway = [Gateway], Path = new(StringMatchKind.Prefix, "/a") },
            2 => new() { Gateway = [Gateway], Port = port },
            3 => new() { Gateway = [Gateway, "mesh"], Port = port },
            _ => new() { Gateway = [Gateway, "mesh"], Port = port, Path = new(StringMatchKind.Prefix, "/b") },
        };
    }

    private static T Any<T>(IReadOnlyList<T> items, Random random) => items[random.Next(items.Count)];
}
