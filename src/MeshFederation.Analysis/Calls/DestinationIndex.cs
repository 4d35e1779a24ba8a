using MeshFederation.Analysis.Rules.VirtualServices;
using MeshFederation.Routing;

namespace MeshFederation.Analysis.Calls;

/// <summary>The destinations that the VirtualServices of all clusters name.</summary>
internal sealed class DestinationIndex
{
    private readonly Dictionary<(string Cluster, string Host), HashSet<string>> _subsets = [];

    public DestinationIndex(RoutingMesh mesh)
    {
        All = [.. mesh.Clusters.SelectMany(Read)];
        foreach (var destination in All)
        {
            var key = (destination.Cluster.Name, destination.Host);
            if (!_subsets.TryGetValue(key, out var subsets)) _subsets.Add(key, subsets = new(StringComparer.Ordinal));
            subsets.Add(destination.Subset);
        }
    }

    /// <summary>All of them.</summary>
    public IReadOnlyList<NamedDestination> All { get; }

    /// <summary>
    /// Whether requests go to a subset of a host, empty for the host itself: some VirtualService sends them there, or none sends any to the host, so that
    /// callers choose for themselves.
    /// </summary>
    public bool MayBeCalled(string cluster, string host, string subset) => !_subsets.TryGetValue((cluster, host), out var subsets) || subsets.Contains(subset);

    private static IEnumerable<NamedDestination> Read(RoutingCluster cluster) => cluster.VirtualServices.All.SelectMany(
        service => Branch.Of(service).Where(branch => branch.Destination is not null).Select(
            branch => new NamedDestination(cluster, service, branch.Holder, branch.Destination!, cluster.VirtualServices
                .HostOf(service, branch.Destination!), branch.IsUnused)));
}
