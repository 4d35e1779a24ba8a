using MeshFederation.Planning.Certificates;
using static MeshFederation.Clusters.Tests.Identity.Certificates;

namespace MeshFederation.Clusters.Tests.Identity;

/// <summary>Workloads of two clusters shake hands when both are below one root, and not otherwise.</summary>
public sealed class HandshakeTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Clusters_below_one_root_trust_each_other(bool isShared)
    {
        var root = Root();
        var west = IntermediateCertificate.Create(root, Cluster("west"), Options);
        var east = IntermediateCertificate.Create(isShared ? root : Root(), Cluster("east"), Options);
        Assert.Equal(isShared, await Handshake.WorksAsync(west, east));
    }
}
