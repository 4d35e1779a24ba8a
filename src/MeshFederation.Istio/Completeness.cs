using System.Collections.Concurrent;
using MeshFederation.Istio.Mesh;
using MeshFederation.Istio.Names;
using MeshFederation.Istio.Objects;
using MeshFederation.Istio.Registry;
using MeshFederation.Model.Clusters;

namespace MeshFederation.Istio;

/// <summary>
/// Whether what is not among the objects of a cluster is not there: the one place that decides it. All objects of a kind are known where
/// they were read from the cluster. Of files, a namespace is taken to be whole in a kind once it has an object of it, save that of the
/// control plane: what stands there beside a gateway or a policy is hardly ever given.
/// </summary>
public sealed class Completeness
{
    private readonly IstioCluster _cluster;
    private readonly ConcurrentDictionary<ReadKind, HashSet<string>> _namespaces = new();

    internal Completeness(IstioCluster cluster) => _cluster = cluster;

    /// <summary>Whether an object of a namespace that is not among the objects is not there.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="space">The namespace.</param>
    /// <returns>True when it is not.</returns>
    public bool IsWhole(ReadKind kind, string space) =>
        IsWhole(kind) || (!IsControlPlane(space) && Namespaces(kind).Contains(space));

    /// <summary>Whether an object of any namespace, or of none, that is not among the objects is not there; never known of files.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>True when it is not.</returns>
    public bool IsWhole(ReadKind kind) => _cluster.IsComplete(kind.Title);

    /// <summary>Whether a host that nothing among the objects has is one that nobody has.</summary>
    /// <param name="host">The full host.</param>
    /// <returns>True when it is known; false where that cannot be told.</returns>
    public bool Knows(string host)
    {
        if (_cluster.Services.Named(host).Count > 0 || _cluster.Overlooked.Named(host).Count > 0) return true;
        if (ShortHosts.Meant(_cluster, host, "") is not null) return true;
        if (ServiceHost.IsOf(host, _cluster.Facts.ClusterDomain))
            return ServiceHost.Read(host, _cluster.Facts.ClusterDomain) is not var (_, space) || IsWhole(ReadKind.Service, space);
        return NearHost(host) is not null || IsWhole(ReadKind.ServiceEntry) || Namespaces(ReadKind.ServiceEntry).Count > 0;
    }

    /// <summary>The host of a Service of the same name and namespace, where another domain was written.</summary>
    /// <param name="host">The full host.</param>
    /// <returns>The host under the cluster's own domain; null when there is no such Service.</returns>
    public string? NearHost(string host)
    {
        var end = host.IndexOf(ServiceHost.Part, StringComparison.Ordinal);
        var near = end < 0 ? "" : host[..end] + ServiceHost.Part + _cluster.Facts.ClusterDomain;
        return near.Length > 0 && near != host && _cluster.Services.Named(near).Count > 0 ? near : null;
    }

    private HashSet<string> Namespaces(ReadKind kind) => _namespaces.GetOrAdd(
        kind,
        static (key, cluster) => (key.Reader == KindReader.Routing ? cluster.Of(key) : cluster.Objects.Where(key.Type.Is))
            .Select(item => item.Namespace).ToHashSet(StringComparer.Ordinal),
        _cluster);

    /// <summary>Whether a namespace is the control plane's, which files never hold whole.</summary>
    /// <param name="space">The namespace.</param>
    /// <returns>True when it is.</returns>
    public bool IsControlPlane(string space) =>
        space == MeshCluster.UsualNamespace || space == _cluster.Facts.IstioNamespace || space == RootNamespace.Of(_cluster.Facts);
}
