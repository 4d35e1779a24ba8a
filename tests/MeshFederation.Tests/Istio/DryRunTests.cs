using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Tests.Istio;

public sealed class DryRunTests
{
    [Theory]
    [InlineData("true", true)]
    [InlineData("True", true)]
    [InlineData("1", true)]
    [InlineData("false", false)]
    [InlineData("yes", false)]
    public void A_policy_is_tried_alone_where_Go_reads_true(string value, bool isDryRun) => Assert.Equal(isDryRun, DryRun.Is(new(
        "c1",
        UnstructuredMap.Of(("metadata", UnstructuredMap.Of(("annotations", UnstructuredMap.Of((DryRun.Annotation, value)))))))));

    [Fact]
    public void A_policy_without_the_annotation_holds() => Assert.False(DryRun.Is(new("c1", UnstructuredMap.Empty)));
}
