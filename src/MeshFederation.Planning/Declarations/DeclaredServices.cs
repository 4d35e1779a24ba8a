using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Planning.Merging;

namespace MeshFederation.Planning.Declarations;

/// <summary>The services of a declaration that a revision or a plan keeps.</summary>
public static class DeclaredServices
{
    /// <summary>Reads them.</summary>
    /// <param name="declaration">The declaration, as keys and values; null for none.</param>
    /// <param name="clusters">The clusters as they are known here; they count instead of those of their names in it.</param>
    /// <returns>The services, each once; null where there is no declaration, or it cannot be read.</returns>
    public static IReadOnlyList<MeshService>? Of(UnstructuredMap? declaration, IReadOnlyCollection<MeshCluster> clusters)
    {
        ArgumentNullException.ThrowIfNull(clusters);
        try
        {
            return declaration is null ? null : ServiceMerger.Merge(DeclarationReader.Read(declaration, [], Known));
        }
        catch (Exception exception) when (exception is MeshException or DeclarationException)
        {
            return null;
        }

        MeshCluster Known(MeshCluster declared) => clusters.FirstOrDefault(cluster => cluster.Name == declared.Name) ?? declared;
    }
}
