using MeshFederation.Istio.Mesh;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Identity;

namespace MeshFederation.Clusters.Identity;

/// <summary>A file of a certificate or a key, named as in the Secret cacerts (istio pilot/pkg/bootstrap/istio_ca.go).</summary>
public sealed record CertificateFile
{
    private CertificateFile(string name, string text, bool isPrivate) => (Name, Text, IsPrivate) = (name, text, isPrivate);

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Whether its owner alone may read it.</summary>
    public bool IsPrivate { get; }

    internal string Text { get; }

    /// <summary>The files of an authority.</summary>
    /// <param name="authority">The authority.</param>
    /// <returns>Its certificate with those up to the root, and its key where it is here.</returns>
    public static IReadOnlyList<CertificateFile> Of(MeshCertificateAuthority authority)
    {
        var isRoot = authority.Certificate == authority.Root;
        var name = isRoot ? "root" : "authority";
        ValueList<MeshCertificate> all = isRoot ? [authority.Root] : [authority.Certificate, .. authority.Chain, authority.Root];
        return [new($"{name}-cert.pem", Joined(all), false), .. Key($"{name}-key.pem", authority.Key)];
    }

    /// <summary>The files of the authority of a cluster.</summary>
    /// <param name="certificate">Its certificate.</param>
    /// <returns>What the Secret cacerts holds; without a key where that is elsewhere.</returns>
    public static IReadOnlyList<CertificateFile> Of(MeshIntermediateCertificate certificate) =>
    [
        new(ControlPlaneNames.AuthorityKey, certificate.Certificate.Pem, false),
        new(ControlPlaneNames.ChainKey, Joined([certificate.Certificate, .. certificate.Chain]), false),
        new(ControlPlaneNames.RootsKey, Joined(certificate.Root), false),
        .. Key(ControlPlaneNames.SigningKey, certificate.Key),
    ];

    /// <summary>The files of a request.</summary>
    /// <param name="request">The request, with its key.</param>
    /// <returns>The request and its key.</returns>
    /// <exception cref="MeshException">The key is not here any more.</exception>
    public static IReadOnlyList<CertificateFile> Of(MeshCertificateRequest request) =>
        [new("ca.csr", request.Pem, false), .. Key(ControlPlaneNames.SigningKey, request.Key)];

    private static IEnumerable<CertificateFile> Key(string name, PrivateKey? key) => key is null ? [] : [new(name, key.Reveal(), true)];

    private static string Joined(IEnumerable<MeshCertificate> certificates) =>
        string.Concat(certificates.Select(certificate => certificate.Pem));
}
