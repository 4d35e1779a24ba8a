using MeshFederation.Istio.Objects;
using MeshFederation.Model.Ports;

namespace MeshFederation.Planning.Recovery;

/// <summary>Ports of which no host tells, by the routes and rules that name their numbers.</summary>
internal static class OwnPorts
{
    /// <summary>The ports of a service that is called in its own cluster alone, by number and by what routes them.</summary>
    public static List<(MeshPort Port, int Number)> Of(SeenMesh mesh, ServiceKey key)
    {
        var said = mesh.Cluster.SelectMany(cluster => cluster.LocalRoute.Where(route => route.Key == key).Select(route => route.Route)
            .Concat(cluster.Route.Where(route => SeenCluster.IsAtGateway(route) && SeenMesh.LeadsTo(key, route))))
            .SelectMany(route => RouteLists.All.SelectMany(
                list => SeenCluster.Numbers(route, list), (list, number) => (List: list, Number: number)))
            .ToList();
        var kinds = said.ToLookup(one => one.Number, one => one.List);
        var others = mesh.Cluster.SelectMany(cluster => cluster.LocalRule.Where(rule => rule.Key == key))
            .SelectMany(rule => SeenCluster.Levels(rule.Rule)).Select(level => level.Where(number => number > 0).Distinct().ToList());
        var lists = said.GroupBy(one => one.List, one => one.Number, StringComparer.Ordinal).Select(list => list.Distinct().ToList());
        var numbers = InOrder([.. lists, .. others]);
        var declared = Increasing(numbers);
        return [.. numbers.Zip(declared, (number, port) => (new MeshPort(Name(number), port, Protocol(kinds[number])), number))];

        static string Name(int number) => FormattableString.Invariant($"port-{number}");
    }

    /// <summary>Ports stand in the order of their declared numbers, each list of routes in that order, too.</summary>
    private static List<int> InOrder(List<List<int>> lists)
    {
        var ordered = new List<int>();
        while (lists.Exists(list => list.Count > 0))
        {
            var heads = lists.Where(list => list.Count > 0).Select(list => list[0]).ToList();
            var next = heads.Where(head => lists.TrueForAll(list => list.IndexOf(head) <= 0)).DefaultIfEmpty(heads[0]).Min();
            ordered.Add(next);
            foreach (var list in lists) list.Remove(next);
        }

        return ordered;
    }

    /// <summary>
    /// Numbers by which ports may have been declared that are called by others: each above those before it, and the first 1 at least.
    /// </summary>
    public static List<int> Increasing(List<int> numbers)
    {
        var declared = numbers.ToList();
        for (var i = declared.Count - 2; i >= 0; i--)
        {
            if (declared[i] >= declared[i + 1]) declared[i] = declared[i + 1] - 1;
        }

        return [.. declared.Select((number, at) => Math.Max(number, at + 1))];
    }

    private static IstioProtocol Protocol(IEnumerable<string> lists) => lists.Distinct(StringComparer.Ordinal).ToList() switch
    {
        ["http"] => IstioProtocol.HTTP,
        ["tls"] => IstioProtocol.TLS,
        ["http", ..] => IstioProtocol.Undeclared,
        _ => IstioProtocol.TCP,
    };
}
