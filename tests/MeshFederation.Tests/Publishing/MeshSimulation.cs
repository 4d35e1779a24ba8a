using MeshFederation.Model.Objects;

namespace MeshFederation.Tests.Publishing;

/// <summary>
/// Clusters that hold objects, and what a request would find in them at this moment. It follows the request as the proxies do:
/// VirtualService, host, subset, the SNI sent to the other cluster, its gateway, the subset there. It decides from the objects alone and
/// shares no code with the planner.
/// </summary>
internal sealed class MeshSimulation
{
    private readonly SortedDictionary<string, SimulatedCluster> _clusters = new(StringComparer.Ordinal);

    /// <summary>Makes clusters of the objects that they hold.</summary>
    public MeshSimulation(IEnumerable<MeshManifest> manifests)
    {
        foreach (var manifest in manifests) Write(manifest.Cluster, manifest.Content);
    }

    public SimulatedCluster this[string cluster]
    {
        get
        {
            if (!_clusters.TryGetValue(cluster, out var found)) _clusters.Add(cluster, found = new(cluster));
            return found;
        }
    }

    public void Write(string cluster, UnstructuredMap content) => this[cluster].Write(content);

    /// <summary>Every object as YAML, to compare one state with another.</summary>
    public IEnumerable<string> Objects => _clusters.Values.SelectMany(cluster => cluster.Objects);

    /// <summary>The routes of VirtualServices that lead to something that is not there, each as a sentence.</summary>
    public IEnumerable<string> BrokenRoutes()
    {
        foreach (var cluster in _clusters.Values)
        {
            foreach (var virtualService in cluster.Of("VirtualService"))
            {
                foreach (var destination in SimulatedRoute.DestinationsOf(virtualService))
                {
                    if (Problem(cluster, destination) is { } problem)
                        yield return $"{cluster.Name}: {virtualService.Map("metadata")?.Text("name")} → {destination}: {problem}";
                }
            }
        }
    }

    private string? Problem(SimulatedCluster cluster, SimulatedRoute destination)
    {
        if (destination.Subset.Length > 0 && cluster.Subset(destination.Host, destination.Subset) is null)
            return "no DestinationRule has the subset";
        if (!destination.IsElsewhere) return null;
        var entries = cluster.ServiceEntries(destination.Host).ToList();
        if (entries.Count == 0) return "no ServiceEntry has the host";
        return entries.Select(entry => Problem(cluster, destination, entry)).FirstOrDefault(problem => problem is not null);
    }

    /// <summary>All endpoints of a host must be sound: those of fallbacks are called when others are gone.</summary>
    private string? Problem(SimulatedCluster cluster, SimulatedRoute destination, UnstructuredMap entry)
    {
        if (!entry.Maps("ports").Any(port => port.Number("number") == destination.Port)) return "the ServiceEntry does not have the port";
        if (UnreachableEndpoint(entry, destination.Port) is { } name) return $"an endpoint does not have the port '{name}'";
        return entry.Maps("endpoints").Select(endpoint => endpoint.Map("labels")!.Text("cluster")!).Distinct(StringComparer.Ordinal)
            .Select(server => this[server].Refusal(cluster.Sni(destination))).FirstOrDefault(problem => problem is not null);
    }

    private static string? UnreachableEndpoint(UnstructuredMap entry, long number)
    {
        var name = entry.Maps("ports").First(port => port.Number("number") == number).Text("name")!;
        return entry.Maps("endpoints").All(endpoint => endpoint.Map("ports")!.ContainsKey(name)) ? null : name;
    }
}
