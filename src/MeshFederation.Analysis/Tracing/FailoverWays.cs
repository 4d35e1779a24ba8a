using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Tracing;
using MeshFederation.Routing;
using MeshFederation.Routing.Destinations;

namespace MeshFederation.Analysis.Tracing;

/// <summary>Lays the ways of a destination out in the order in which they take over for each other.</summary>
internal static class FailoverWays
{
    /// <summary>The hops with which the ways begin: those of the first tier share what comes, the others have a condition.</summary>
    /// <param name="client">The cluster of the caller.</param>
    /// <param name="answer">The destination.</param>
    /// <param name="ways">The ways of all endpoints.</param>
    public static IEnumerable<TraceNode> Of(RoutingCluster client, DestinationAnswer answer, IReadOnlyList<FailoverWay> ways)
    {
        var failed = new List<string>();
        var tiers = answer.Tiers.Count > 0 ? answer.Tiers : [new(answer.Endpoints!.Endpoints, [])];
        for (var priority = 0; priority < tiers.Count; priority++)
        {
            var tier = tiers[priority];
            var condition = $"if {Joined(failed)} {(failed.Count == 1 ? "fails" : "fail")}";
            foreach (var (cluster, part, node) in Nodes(client, tier, ways))
            {
                yield return priority == 0 ? node with { Share = 100.0 * part / tier.Total } : node.TakesOver(priority, condition);
                if (!failed.Contains(cluster)) failed.Add(cluster);
            }
        }
    }

    private static List<(string Cluster, double Part, TraceNode Node)> Nodes(
        RoutingCluster client, EndpointTier tier, IReadOnlyList<FailoverWay> ways)
    {
        var nodes = new List<(string, double, TraceNode)>();
        foreach (var way in ways)
        {
            var those = way.Endpoints.Where(tier.Endpoints.Contains).ToList();
            if (those.Count == 0) continue;
            nodes.Add((way.Cluster.Length > 0 ? way.Cluster : those[0].ToString(), those.Sum(tier.Part), way.Follow(those)));
        }

        nodes.AddRange(tier.Selecting.Select(entry => (client.Name, tier.Part(entry), Selected(client, entry))));
        return nodes;
    }

    private static TraceNode Selected(RoutingCluster client, RoutedService entry) => new(
        client.Name,
        TraceStep.Pods,
        entry.Reference,
        entry.Selector.Describe(),
        "no pod or Deployment that it selects is among the input, so that such pods run is not checked")
    { Outcome = TraceOutcome.Unknown };

    private static string Joined(List<string> names) =>
        names.Count < 2 ? string.Concat(names) : $"{string.Join(", ", names[..^1])} and {names[^1]}";
}
