using MeshFederation.Analysis.Checks;
using MeshFederation.Model.Objects;

namespace MeshFederation.Tests.Checks;

/// <summary>What is checked where nothing is declared.</summary>
public sealed class CheckSceneTests
{
    [Theory]
    [InlineData("networking.istio.io/v1", "VirtualService", true)]
    [InlineData("security.istio.io/v1", "AuthorizationPolicy", true)]
    [InlineData("v1", "Service", false)]
    [InlineData("gateway.networking.k8s.io/v1", "Gateway", false)]
    public void Without_a_federation_every_object_of_Istio_counts(string apiVersion, string kind, bool isMine)
    {
        var item = new MeshManifest("c1", UnstructuredMap.Of(
            ("apiVersion", apiVersion), ("kind", kind), ("metadata", UnstructuredMap.Of(("name", "a"), ("namespace", "b")))));
        Assert.Equal(isMine, new CheckScene(null, [], null, default).IsMine(item));
    }
}
