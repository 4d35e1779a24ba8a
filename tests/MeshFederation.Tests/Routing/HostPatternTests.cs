using MeshFederation.Istio.Names;

namespace MeshFederation.Tests.Routing;

/// <summary>The cases of istio pkg/config/host/name_test.go and names_test.go.</summary>
public sealed class HostPatternTests
{
    [Theory]
    [InlineData("foo.com", "foo.com", true)]
    [InlineData("foo.com", "bar.com", false)]
    [InlineData("foo.com", "foo.co", false)]
    [InlineData("*.com", "foo.com", true)]
    [InlineData("bar.com", "*.com", true)]
    [InlineData("*.foo.com", "foo.com", false)]
    [InlineData("*", "foo.com", true)]
    [InlineData("*", "*.com", true)]
    [InlineData("*.com", "*.foo.com", true)]
    [InlineData("*.foo.com", "*.bar.com", false)]
    public void Hosts_overlap_as_Istio_says(string one, string other, bool expected)
    {
        Assert.Equal(expected, HostPattern.Overlap(one, other));
        Assert.Equal(expected, HostPattern.Overlap(other, one));
    }

    [Theory]
    [InlineData("*.com", "foo.com", true)]
    [InlineData("foo.com", "*.com", false)]
    [InlineData("*.com", "*.foo.com", true)]
    [InlineData("*.foo.com", "*.com", false)]
    [InlineData("*", "*", true)]
    [InlineData("*.local", "reviews.default.svc.cluster.local", true)]
    [InlineData("reviews.default.svc.cluster.local", "reviews.default.svc.cluster.local", true)]
    public void A_pattern_covers_what_lies_under_it(string pattern, string host, bool expected) =>
        Assert.Equal(expected, HostPattern.Covers(pattern, host));

    [Fact]
    public void The_most_specific_host_comes_first()
    {
        string[] sorted = ["foo.example.com", "bar.com", "foo.com", "*.example.com", "*.com", "*"];
        for (var i = 0; i + 1 < sorted.Length; i++) Assert.True(HostPattern.MoreSpecific(sorted[i], sorted[i + 1]), sorted[i]);
    }

    [Theory]
    [InlineData("reviews", "shop", "reviews.shop.svc.cluster.local")]
    [InlineData("reviews.default", "shop", "reviews.default")]
    [InlineData("*", "shop", "*")]
    [InlineData("10.0.0.1", "shop", "10.0.0.1")]
    [InlineData("*.example.com", "shop", "*.example.com")]
    public void Only_a_host_without_a_dot_is_short(string host, string space, string full) =>
        Assert.Equal(full, ShortName.Expand(host, space, "cluster.local"));
}
