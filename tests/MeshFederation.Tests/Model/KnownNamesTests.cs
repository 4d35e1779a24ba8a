using MeshFederation.Model.Text;

namespace MeshFederation.Tests.Model;

/// <summary>An error lists few names whole, and of many those that may have been meant.</summary>
public sealed class KnownNamesTests
{
    [Fact]
    public void Few_are_listed_in_their_order() => Assert.Equal("b, a", KnownNames.Of(["b", "a"], "a"));

    [Fact]
    public void Of_many_those_come_first_that_are_like_what_was_typed()
    {
        string[] names =
            [.. Enumerable.Range(0, 500).Select(number => FormattableString.Invariant($"ctx-{number:000}")), "eu-prod", "prod-eu"];
        var listed = KnownNames.Of(names, "Prod");
        Assert.StartsWith("eu-prod, prod-eu, ctx-000, ", listed, StringComparison.Ordinal);
        Assert.EndsWith(", ctx-009 and 490 more", listed, StringComparison.Ordinal);
        Assert.StartsWith("ctx-420, ctx-421, ", KnownNames.Of(names, "ctx-42x"), StringComparison.Ordinal);
    }
}
