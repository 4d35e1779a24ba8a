using MeshFederation.Model.Objects;
using MeshFederation.Planning.Kinds;

namespace MeshFederation.Planning.Comparison;

/// <summary>The objects of a cluster that are not the federation's, by the whole names of the hosts that they are about.</summary>
internal sealed class OthersIndex
{
    private readonly Dictionary<(string Kind, string Host), List<MeshManifest>> _byHost = [];

    public OthersIndex(LiveCluster live, string federation)
    {
        var domain = live.Cluster.ClusterDomain;
        foreach (var other in live.Objects)
        {
            if (other.IsOf(federation)) continue;
            foreach (var host in Hosts(other, domain)) Add((other.TypeKey, host), other);
        }
    }

    /// <summary>The objects of the same kind for a host of ours, except the one under our own name.</summary>
    public IEnumerable<MeshManifest> SameHost(MeshManifest wanted, string clusterDomain) => Hosts(wanted, clusterDomain)
        .SelectMany(host => _byHost.TryGetValue((wanted.TypeKey, host), out var others) ? others : [])
        .Where(other => (other.Namespace, other.Name) != (wanted.Namespace, wanted.Name));

    private static IEnumerable<string> Hosts(MeshManifest manifest, string domain) => ObjectKinds.Of(manifest).SoleHosts(manifest, domain);

    private void Add((string Kind, string Host) key, MeshManifest other)
    {
        if (!_byHost.TryGetValue(key, out var others)) _byHost.Add(key, others = []);
        others.Add(other);
    }
}
