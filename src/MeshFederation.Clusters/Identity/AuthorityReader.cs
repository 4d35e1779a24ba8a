using MeshFederation.Clusters.Api;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Identity;
using MeshFederation.Planning.Identities;

namespace MeshFederation.Clusters.Identity;

/// <summary>Reads which certificates a cluster's authority has, for those who may read its Secret; the key stays where it is.</summary>
internal static class AuthorityReader
{
    /// <summary>Reads them.</summary>
    /// <returns>The certificates, or why they are not known.</returns>
    public static async Task<(ValueList<MeshCertificate> Authority, string WhyNot)> ReadAsync(
        KubernetesApi api, string home, IEnumerable<MeshRootCertificate> served, CancellationToken ct)
    {
        try
        {
            var secret = await api.GetAsync(ResourceKinds.Secret, home, AuthoritySecret.Name, ct).ConfigureAwait(false)
                ?? await api.GetAsync(ResourceKinds.Secret, home, AuthoritySecret.OfIstiod, ct).ConfigureAwait(false);
            if (secret is null) return ([], $"There is no Secret {home}/{AuthoritySecret.Name}, and none of istiod's own.");
            var authority = AuthoritySecret.InUse(secret, [.. served.Select(root => root.Fingerprint)]);
            return authority.Count > 0
                ? (authority, "")
                : ([], $"The Secret {home}/{secret.Map("metadata")?.Text("name")} has no root that workloads get, so it is not in use.");
        }
        catch (MeshException exception)
        {
            return ([], exception.Message);
        }
    }
}
