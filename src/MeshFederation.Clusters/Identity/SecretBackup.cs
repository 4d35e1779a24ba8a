using MeshFederation.Clusters.Api;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Planning.Identities;

namespace MeshFederation.Clusters.Identity;

/// <summary>Keeps what a Secret holds under another name before it is overwritten.</summary>
internal static class SecretBackup
{
    /// <summary>Makes a copy; one that is there already must be equal, since keys can be had from nowhere else.</summary>
    /// <param name="api">The API.</param>
    /// <param name="cluster">The cluster.</param>
    /// <param name="secret">The Secret as it was read.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>The name of the copy.</returns>
    /// <exception cref="MeshException">It cannot be written, or something else stands there.</exception>
    public static async Task<string> KeepAsync(KubernetesApi api, MeshCluster cluster, UnstructuredMap secret, CancellationToken ct)
    {
        var copy = AuthoritySecret.Backup(secret);
        var name = copy.Map("metadata")!.Text("name")!;
        var there = await api.GetAsync(ResourceKinds.Secret, cluster.IstioNamespace, name, ct).ConfigureAwait(false);
        if (there is not null) return there.Map("data") == copy.Map("data") ? name : throw IdentityErrors.OtherBackup(cluster, name);
        try
        {
            await SureWrites.WriteAsync(api, ResourceKinds.Secret, copy, ct).ConfigureAwait(false);
            return name;
        }
        catch (OpenWriteException exception)
        {
            // Whether the copy is there does not matter; what it is a copy of was not touched.
            throw new OperationCanceledException(exception.Message, exception, ct);
        }
    }
}
