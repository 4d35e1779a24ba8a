using System.Security.Cryptography.X509Certificates;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Identity;

namespace MeshFederation.Planning.Certificates;

/// <summary>Makes requests for the certificates of clusters' authorities, where the root is in a vault that only signs.</summary>
public static class CertificateRequests
{
    /// <summary>Makes a key and a request for it.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="algorithm">The kind of the key.</param>
    /// <returns>The request, with the key.</returns>
    public static MeshCertificateRequest Create(MeshCluster cluster, CertificateKeyAlgorithm algorithm)
    {
        var key = NewKey.Of(algorithm);
        using var signing = new Signing(key);
        var subject = IntermediateCertificate.SubjectOf(null, cluster);
        var request = signing.Request(subject);

        // What is asked for, for those that sign requests as they come; who signs decides.
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, critical: true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        return new(cluster.Name, subject.Name, request.CreateSigningRequestPem(signing.Generator) + "\n") { Key = key };
    }
}
