using MeshFederation.Model.Identity;
using MeshFederation.Planning.Certificates;
using static MeshFederation.Clusters.Tests.Identity.Certificates;

namespace MeshFederation.Clusters.Tests.Identity;

/// <summary>Workloads of two clusters shake hands when both are below one root, and not otherwise.</summary>
public sealed class HandshakeTests
{
    [Theory]
    [InlineData(true, CertificateKeyAlgorithm.ECDSAP384)]
    [InlineData(false, CertificateKeyAlgorithm.ECDSAP384)]
    [InlineData(true, CertificateKeyAlgorithm.RSA4096)]
    public async Task Clusters_below_one_root_trust_each_other(bool isShared, CertificateKeyAlgorithm algorithm)
    {
        var (root, options) = (Root(algorithm), Options with { KeyAlgorithm = algorithm });
        var west = IntermediateCertificate.Create(root, Cluster("west"), options);
        var east = IntermediateCertificate.Create(isShared ? root : Root(algorithm), Cluster("east"), options);
        Assert.Equal(isShared, await Handshake.WorksAsync(west, east));
        Assert.Equal(isShared, await Handshake.WorksAsync(east, west));
    }
}
