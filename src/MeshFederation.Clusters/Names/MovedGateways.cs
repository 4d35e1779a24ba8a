using MeshFederation.Model.Clusters;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Planning;

namespace MeshFederation.Clusters.Names;

/// <summary>Names of gateways that lead elsewhere than when their addresses were published.</summary>
internal static class MovedGateways
{
    /// <summary>What to say of a plan, in sentences.</summary>
    /// <param name="plan">What publishing would change.</param>
    /// <param name="federation">What it is made of.</param>
    public static IEnumerable<string> In(MeshPlan plan, Federation federation)
    {
        foreach (var server in federation.Clusters.Where(cluster => cluster.Gateway.ResolvesNames))
        {
            foreach (var changes in plan.Changes.Where(change => change is { Live: not null, Wanted: not null })
                .GroupBy(change => change.Cluster, StringComparer.Ordinal))
            {
                var before = changes.SelectMany(change => AddressesOf(change.Live!, server)).Distinct(StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal).ToList();
                var after = server.Gateway.ResolvedAddress.Order(StringComparer.Ordinal).ToList();
                if (before.Count == 0 || before.SequenceEqual(after, StringComparer.Ordinal)) continue;
                yield return $"The gateway of '{server}' ({string.Join(", ", server.Gateway.Address)}) is at {string.Join(", ", after)} "
                    + $"now, and callers in '{changes.Key}' have {string.Join(", ", before)}. Publishing gives them the new addresses.";
            }
        }
    }

    private static IEnumerable<string> AddressesOf(UnstructuredMap item, MeshCluster server) => item.Map("spec")?.Maps("endpoints")
        .Where(endpoint => endpoint.Map("labels")?.Text("cluster") == server.Name)
        .Select(endpoint => endpoint.Text("address")).OfType<string>() ?? [];
}
