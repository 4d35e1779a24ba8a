using MeshFederation.Planning.Addresses;
using MeshFederation.Planning.Recovery;

namespace MeshFederation.Clusters.Histories;

/// <summary>What the objects of a federation tell of its declaration, where no revision keeps it.</summary>
public static class PublishedDeclaration
{
    /// <summary>Reads the declaration back from objects.</summary>
    /// <param name="federation">The name of the federation.</param>
    /// <param name="read">The clusters, as they were read.</param>
    /// <returns>The services that plan the objects, with the contexts by which the clusters were read, and what is not known.</returns>
    public static RecoveredDeclaration Read(string federation, IReadOnlyCollection<ClusterFederations> read)
    {
        var published = read.SelectMany(one => one.Status, (one, status) => (one.Cluster, Status: status))
            .Where(one => one.Status.Name == federation)
            .Select(one => new PublishedObjects(one.Cluster with { Name = one.Status.Cluster }, one.Status.Manifest)).ToList();
        return DeclarationRecovery.Of(federation, published, AddressPool.Parse(AddressPool.DefaultRange));
    }
}
