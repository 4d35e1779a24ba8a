using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Tests.Istio;

public sealed class TargetReferenceTests
{
    [Theory]
    [InlineData(null, "Service", true)]
    [InlineData("", "Service", true)]
    [InlineData("core", "Service", true)]
    [InlineData("serving.knative.dev", "Service", false)]
    [InlineData("", "Gateway", false)]
    public void A_policy_names_a_Service_by_group_and_kind(string? group, string kind, bool isNamed) =>
        Assert.Equal(isNamed, TargetReferences.Names(Policy(group, kind), ReadKind.Service, "reviews"));

    [Theory]
    [InlineData("gateway.networking.k8s.io", true)]
    [InlineData("networking.istio.io", false)]
    [InlineData(null, false)]
    public void A_Gateway_of_Istios_own_is_not_one_of_the_Gateway_API(string? group, bool isNamed) =>
        Assert.Equal(isNamed, TargetReferences.Names(Policy(group, "Gateway"), ReadKind.ApiGateway, "reviews"));

    [Fact]
    public void A_policy_without_references_has_none()
    {
        Assert.False(TargetReferences.HasAny(UnstructuredMap.Of(("targetRefs", UnstructuredList.Of()))));
        Assert.True(TargetReferences.HasAny(UnstructuredMap.Of(("targetRef", UnstructuredMap.Of(("kind", "Service"))))));
        Assert.True(TargetReferences.HasAny(Policy("", "Service").Spec));
    }

    private static MeshManifest Policy(string? group, string kind) => new("c1", UnstructuredMap.Of(
        ("spec", UnstructuredMap.Of(
            ("targetRefs", UnstructuredList.Of(UnstructuredMap.Of(("group", group), ("kind", kind), ("name", "reviews"))))))));
}
