using CsCheck;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Names;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Tests.Model;

public sealed class SubsetNameTests
{
    [Theory]
    [InlineData("version=v3", "version-v3")]
    [InlineData("track=canary,version=v3", "track-canary-version-v3")]
    [InlineData("version=2024-06", "version-2024-06")]
    public void Plain_labels_give_plain_names(string labels, string name) => Assert.Equal(name, Of(labels));

    [Fact]
    public void No_labels_need_no_subset() => Assert.Equal("", SubsetName.Of(LabelSet.Empty));

    [Theory]
    [InlineData("a=b-c", "a-b=c")]
    [InlineData("a=b-c-d", "a=b,c=d")]
    [InlineData("version=V3", "version=v3")]
    [InlineData("version=v_3", "version=v.3")]
    [InlineData("version=", "version=version")]
    public void Labels_that_look_alike_have_different_names(string one, string other) => Assert.NotEqual(Of(one), Of(other));

    [Fact]
    public void Long_labels_give_a_name_that_still_fits()
    {
        var name = Of("version=" + new string('a', 63));
        Assert.True(DnsName.IsLabel(name), name);
        Assert.NotEqual(name, Of("version=" + new string('a', 62)));
    }

    [Fact]
    public void No_two_label_sets_ever_share_a_name() =>
        Gen.Select(Labels, Labels).Sample(
            (one, other) =>
            {
                Assert.True(DnsName.IsLabel(SubsetName.Of(one)), SubsetName.Of(one));
                Assert.Equal(one.Equals(other), SubsetName.Of(one) == SubsetName.Of(other));
            },
            iter: 50_000);

    private static Gen<LabelSet> Labels =>
        from pairs in Gen.Select(Part, Part).Array[1, 3]
        select LabelSet.Create(
            pairs.DistinctBy(pair => pair.Item1).Select(pair => new KeyValuePair<string, string>(pair.Item1, pair.Item2)));

    /// <summary>Few letters and short words, so that names really come close to each other.</summary>
    private static Gen<string> Part =>
        from first in Gen.Char["ab"]
        from rest in Gen.Char["ab-_.A"].Array[0, 3]
        from last in Gen.Char["abB"]
        select first + new string(rest) + last;

    private static string Of(string labels) =>
        SubsetName.Of(LabelSet.Create(
            labels.Split(',').Select(pair => pair.Split('=')).Select(pair => new KeyValuePair<string, string>(pair[0], pair[1]))));
}
