using MeshFederation.Istio.Versions;

namespace MeshFederation.Clusters.Tests.Discovery;

public sealed class ImageTests
{
    [Theory]
    [InlineData("docker.io/istio/pilot:1.30.3", "1.30.3")]
    [InlineData("docker.io/istio/pilot:1.30.3-distroless", "1.30.3")]
    [InlineData("gcr.io/gke-release/asm/pilot:1.22.0-asm.1", "1.22.0")]
    [InlineData("us-docker.pkg.dev/gloo-mesh/istio/pilot:v1.20.8-solo-fips", "1.20.8")]
    [InlineData("localhost:5000/pilot:1.28-alpha.0123abc", "1.28.0")]
    [InlineData("registry:5000/istio/pilot:1.30.3@sha256:0123456789abcdef", "1.30.3")]
    [InlineData("registry:5000/istio/pilot@sha256:0123456789abcdef", null)]
    [InlineData("registry:5000/istio/pilot", null)]
    [InlineData("registry.redhat.io/openshift-service-mesh/pilot-rhel8:2.4.5-4", null)]
    [InlineData("istio/pilot:latest", null)]
    [InlineData(null, null)]
    public void The_version_is_the_tags_first_part(string? image, string? version) =>
        Assert.Equal(version, IstioImage.Version(image)?.ToString());
}
