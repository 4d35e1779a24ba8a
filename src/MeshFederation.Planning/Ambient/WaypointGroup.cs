using System.Security.Cryptography;
using System.Text;
using MeshFederation.Istio.Ambient;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Names;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Planning.Ambient;

/// <summary>Pods of one cluster to which a waypoint gives a share of the requests; they are called by a Service of their own.</summary>
/// <param name="Service">The service that is split.</param>
/// <param name="Instance">The service in the cluster.</param>
/// <param name="Subset">The labels that the pods have besides; none for all.</param>
internal sealed record WaypointGroup(MeshService Service, MeshServiceInstance Instance, LabelSet Subset)
{
    private const int HashLength = 12;

    /// <summary>
    /// The name of the Service, the same in both clusters; where it would be no name of a Service, it has a hash in its place.
    /// </summary>
    public string Name { get; } = NameOf(Service.Name, Instance.Cluster.Name, SubsetName.Of(Subset));

    /// <summary>The labels of the pods.</summary>
    public LabelSet Selector { get; } = LabelSet.Create(
        Instance.Selector.Where(label => !Subset.ContainsKey(label.Key)).Concat(Subset));

    /// <summary>
    /// The labels of the service's own Service that say which waypoint takes its calls; without them calls of the share would get past it.
    /// </summary>
    /// <param name="cluster">The cluster.</param>
    public LabelSet WaypointLabels(MeshCluster cluster) => ServiceWaypoints.Labels(cluster, Service.Namespace, Service.Name);

    private static string Hashed(string plain, string service)
    {
        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(plain)))[..HashLength].ToLowerInvariant();
        return $"{service[..Math.Min(service.Length, DnsName.LabelLength - HashLength - 1)].TrimEnd('-')}-{hash}";
    }

    private static string NameOf(string service, string cluster, string subset)
    {
        var plain = subset.Length == 0 ? $"{service}-{cluster}" : $"{service}-{cluster}-{subset}";
        return DnsName.IsLabel(plain) ? plain : Hashed(plain, service);
    }
}
