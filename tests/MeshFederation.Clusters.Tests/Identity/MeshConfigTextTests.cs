using MeshFederation.Clusters.Identity.Trust;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Tests.Identity;

/// <summary>Of a mesh configuration only the lines of one field change.</summary>
public sealed class MeshConfigTextTests
{
    private const string Field = "caCertificates";

    private static UnstructuredList Value => UnstructuredList.Of(UnstructuredMap.Of(("trustDomains", UnstructuredList.Of("cluster1"))));

    [Theory]
    [InlineData("", "caCertificates:\n- trustDomains:\n  - cluster1\n")]
    [InlineData("a: 1", "a: 1\ncaCertificates:\n- trustDomains:\n  - cluster1\n")]
    [InlineData("# mine\na: 1 # why\nb: {c: d}\n", "# mine\na: 1 # why\nb: {c: d}\ncaCertificates:\n- trustDomains:\n  - cluster1\n")]
    [InlineData("caCertificates: []\nb: 2\n", "caCertificates:\n- trustDomains:\n  - cluster1\nb: 2\n")]
    [InlineData(
        "a: 1\ncaCertificates:\n- pem: x\n\n  trustDomains: [y]\nb: 2\n",
        "a: 1\ncaCertificates:\n- trustDomains:\n  - cluster1\nb: 2\n")]
    [InlineData("a:\n  caCertificates: [1]\n", "a:\n  caCertificates: [1]\ncaCertificates:\n- trustDomains:\n  - cluster1\n")]
    public void A_field_is_written_and_all_else_stays(string text, string expected) =>
        Assert.Equal(expected, MeshConfigText.With(text, Field, Value));

    [Theory]
    [InlineData("{a: 1}\n")]
    [InlineData("a: 1\n---\nb: 2\n")]
    [InlineData("a: |\n  x\n...\n")]
    [InlineData("\"caCertificates\": [1]\n")]
    [InlineData("a: [\n")]
    [InlineData("- a\n")]
    public void What_is_laid_out_otherwise_is_not_touched(string text) => Assert.Null(MeshConfigText.With(text, Field, Value));

    [Fact]
    public void An_empty_value_takes_the_field_away() => Assert.Equal(
        "a: 1\nb: 2\n", MeshConfigText.With("a: 1\ncaCertificates:\n  - trustDomains: [x]\nb: 2\n", Field, UnstructuredList.Empty));
}
