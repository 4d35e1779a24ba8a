using MeshFederation.Istio.Expressions;

namespace MeshFederation.Tests.Istio;

/// <summary>Expressions mean what RE2 means by them.</summary>
public sealed class Re2Tests
{
    [Theory]
    [InlineData("a.c", "abc", true)]
    [InlineData("a.c", "xabcx", false)]
    [InlineData("a$", "a\n", false)]
    [InlineData("(?m)a$\\n", "a\n", true)]
    [InlineData(@"\d+", "١٢", false)]
    [InlineData(@"\w", "é", false)]
    [InlineData(@"\W", "é", true)]
    [InlineData(@"[\d_]+", "1_2", true)]
    [InlineData("[[:alpha:]]+[[:^alpha:]]", "abc1", true)]
    [InlineData(@"[a-z-[x]+", "a[x-", true)]
    [InlineData("[]a]+", "]a", true)]
    [InlineData("[^]a]+", "bc", true)]
    [InlineData(@"\Qa.b\E+", "a.bb", true)]
    [InlineData(@"\Qa.b\E", "axb", false)]
    [InlineData("(?P<name>a)(?<other>b)", "ab", true)]
    [InlineData("(?i)ABC", "abc", true)]
    [InlineData("(?i:A)B", "ab", false)]
    [InlineData("(?U)a+", "aaa", true)]
    [InlineData(@"\pL\p{Lu}\PN", "aAb", true)]
    [InlineData(@"\x{e9}\x41", "éA", true)]
    [InlineData(@"\101", "A", true)]
    [InlineData("a{,2}", "a{,2}", true)]
    [InlineData("/v1/.*", "/v1/", true)]
    public void A_whole_text_is_matched_as_by_Envoy(string pattern, string text, bool matches)
    {
        Assert.Null(Re2.Fault(pattern));
        Assert.Equal(matches, Re2.IsWhole(pattern, text));
    }

    [Theory]
    [InlineData(@"^1\.6.*", "1.6.14", true)]
    [InlineData(@"^1\.6.*", "1.16.1", false)]
    [InlineData(@"1\.6", "1.16.1.6", true)]
    public void A_version_is_matched_in_any_place_as_by_istiod(string pattern, string text, bool matches) =>
        Assert.Equal(matches, Re2.IsIn(pattern, text));

    [Theory]
    [InlineData("(")]
    [InlineData("a)")]
    [InlineData("*a")]
    [InlineData("a**")]
    [InlineData("a{2}{3}")]
    [InlineData("[a")]
    [InlineData("[b-a]")]
    [InlineData(@"\")]
    [InlineData(@"\Z")]
    [InlineData(@"\u0041")]
    [InlineData("(?x)a")]
    [InlineData("(?#a)")]
    [InlineData("(?'n'a)")]
    [InlineData("[[:nothing:]]")]
    [InlineData(@"(a)\1")]
    [InlineData(@"(?<n>a)\k<n>")]
    [InlineData("(?=a)")]
    [InlineData("(?<!a)b")]
    [InlineData("(?>a)")]
    [InlineData("a{1001}")]
    [InlineData("(a{100}){11}")]
    [InlineData("((a{10}b){10}|c){11}")]
    [InlineData(@"\x{110000}")]
    public void What_RE2_does_not_take_is_refused(string pattern)
    {
        Assert.NotNull(Re2.Fault(pattern));
        Assert.Null(Re2.IsWhole(pattern, "a"));
    }

    [Theory]
    [InlineData(@"\C")]
    [InlineData(@"\p{Greek}")]
    public void What_only_RE2_has_is_taken_and_not_matched(string pattern)
    {
        Assert.Null(Re2.Fault(pattern));
        Assert.Null(Re2.IsWhole(pattern, "a"));
    }

    [Fact]
    public void An_expression_that_backtracking_would_never_end_with_is_matched() =>
        Assert.False(Re2.IsWhole("(a*)*(a|aa)+b", new string('a', 20_000)));

    [Fact]
    public void The_longest_expression_has_1024_characters()
    {
        Assert.Null(Re2.Fault(new string('a', 1024)));
        Assert.NotNull(Re2.Fault(new string('a', 1025)));
    }
}
