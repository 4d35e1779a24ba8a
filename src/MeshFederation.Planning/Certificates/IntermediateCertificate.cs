using System.Security.Cryptography.X509Certificates;
using MeshFederation.Istio.Identity;
using MeshFederation.Istio.Identity.Certificates;
using MeshFederation.Istio.Mesh;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Identity;

namespace MeshFederation.Planning.Certificates;

/// <summary>Makes the certificates of the clusters' own authorities.</summary>
public static class IntermediateCertificate
{
    /// <summary>Makes a certificate with a new key.</summary>
    /// <param name="authority">What signs it.</param>
    /// <param name="cluster">The cluster.</param>
    /// <param name="options">What is asked for.</param>
    /// <returns>The certificate, with its key.</returns>
    /// <exception cref="MeshException">The authority has no key, or the certificate cannot be.</exception>
    public static MeshIntermediateCertificate Create(
        MeshCertificateAuthority authority, MeshCluster cluster, IntermediateOptions options)
    {
        RequireKey(authority);
        var key = NewKey.Of(options.KeyAlgorithm);
        using var signing = new Signing(key);
        return Sign(authority, cluster, signing.Request(SubjectOf(authority, cluster)), options) with { Key = key };
    }

    /// <summary>Signs a request, whose key stays where it is. Its names and extensions are not taken over.</summary>
    /// <param name="authority">What signs it.</param>
    /// <param name="cluster">The cluster.</param>
    /// <param name="pem">The request in PEM form.</param>
    /// <param name="place">Where it stands, for errors.</param>
    /// <param name="options">What is asked for.</param>
    /// <returns>The certificate, without a key.</returns>
    /// <exception cref="MeshException">The request is none, or its signature does not fit.</exception>
    public static MeshIntermediateCertificate Sign(
        MeshCertificateAuthority authority, MeshCluster cluster, string pem, string place, IntermediateOptions options)
    {
        RequireKey(authority);
        var asked = RequestReading.Of(pem, place);
        var own = new CertificateRequest(SubjectOf(authority, cluster), asked.PublicKey, asked.HashAlgorithm);
        return Sign(authority, cluster, own, options);
    }

    /// <summary>The subject of a cluster's authority: each cluster has its own, so that logs tell whose a chain is.</summary>
    internal static X500DistinguishedName SubjectOf(MeshCertificateAuthority? authority, MeshCluster cluster)
    {
        var organization = authority?.Certificate.Subject.Split(", ")
            .FirstOrDefault(part => part.StartsWith("O=", StringComparison.Ordinal));
        return CertificateNames.Of(cluster.Name, organization?["O=".Length..].Trim('"') is { Length: > 0 } said ? said : "Istio");
    }

    private static MeshIntermediateCertificate Sign(
        MeshCertificateAuthority authority, MeshCluster cluster, CertificateRequest request, IntermediateOptions options)
    {
        var until = CertificateTimes.Below(authority, options.End, options.Now);
        using var issuer = CertificateReading.Open(authority.Certificate);
        using var signing = new Signing(authority.Key!);
        AuthorityTemplate.Fill(request, issuer, below: 0);
        request.CertificateExtensions.Add(IdentityOf(cluster));
        if (options.NameConstraint) request.CertificateExtensions.Add(NameConstraints.Of(cluster, options.Peer));
        var from = options.Now - AuthorityTemplate.Before;
        using var signed = request.Create(
            issuer.SubjectName,
            signing.Generator,
            from < authority.Certificate.Starts ? authority.Certificate.Starts : from,
            until,
            AuthorityTemplate.Serial());
        var isRoot = authority.Certificate == authority.Root;
        var above = isRoot ? ValueList<MeshCertificate>.Empty : [authority.Certificate, .. authority.Chain];
        var made = CertificateReading.Of(signed);
        _ = SigningCertificate.Require(made, above, [authority.Root], key: null, options.Now);
        return new(cluster.Name, made, above, [authority.Root]);
    }

    /// <summary>The identity of the istiod that signs with it, so that a chain alone tells whose it is.</summary>
    private static X509Extension IdentityOf(MeshCluster cluster)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddUri(new(SpiffeIdentity.Of(cluster.TrustDomain, cluster.IstioNamespace, ControlPlaneNames.Istiod)));
        return names.Build();
    }

    private static void RequireKey(MeshCertificateAuthority authority)
    {
        if (authority.HasKey) return;
        throw new MeshException(
            MeshErrorId.CertificateKeyMissing,
            MeshErrorKind.InvalidArgument,
            $"The authority '{authority}' has no key here, so it signs nothing.",
            "Give its key: New-MeshCertificateAuthority -CertificatePath ROOT -KeyPath KEY. Where the key stays in a vault, make requests "
            + "with Export-MeshCertificateRequest, have them signed there, and read the answers with Import-MeshCertificate.",
            authority);
    }
}
