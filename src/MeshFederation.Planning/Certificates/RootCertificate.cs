using MeshFederation.Istio.Identity.Certificates;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Identity;

namespace MeshFederation.Planning.Certificates;

/// <summary>Makes the root of a mesh's identities.</summary>
public static class RootCertificate
{
    /// <summary>Makes a root that signs itself.</summary>
    /// <param name="name">The common name.</param>
    /// <param name="organization">The organization.</param>
    /// <param name="algorithm">The kind of its key.</param>
    /// <param name="end">When it ends; null for ten years.</param>
    /// <param name="now">The time.</param>
    /// <returns>The authority, with its key.</returns>
    /// <exception cref="MeshException">A name or the end cannot be.</exception>
    public static MeshCertificateAuthority Create(
        string name, string organization, CertificateKeyAlgorithm algorithm, DateTimeOffset? end, DateTimeOffset now)
    {
        var subject = CertificateNames.Of(name, organization);
        var until = CertificateTimes.OfRoot(end, now);
        var key = NewKey.Of(algorithm);
        using var signing = new Signing(key);
        var request = signing.Request(subject);
        AuthorityTemplate.Fill(request, issuer: null, below: null);
        using var signed = request.Create(
            subject, signing.Generator, now - AuthorityTemplate.Before, until, AuthorityTemplate.Serial());
        var certificate = CertificateReading.Of(signed);
        return new(certificate, [], certificate) { Key = key };
    }
}
