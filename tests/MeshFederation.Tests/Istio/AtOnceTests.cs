using MeshFederation.Istio;

namespace MeshFederation.Tests.Istio;

public sealed class AtOnceTests
{
    [Fact]
    public void What_comes_of_each_stands_in_the_order_of_the_items()
    {
        var items = Enumerable.Range(0, 1_000).Select(number => new Item(number)).ToArray();
        var next = AtOnce.Each(items, item => new Item(item.Number + 1));
        Assert.Equal(items.Select(item => item.Number + 1), next.Select(item => item.Number));
    }

    [Fact]
    public void Nothing_comes_of_nothing() => Assert.Empty(AtOnce.Each(Array.Empty<Item>(), item => item));

    [Fact]
    public void What_fails_for_one_is_told()
    {
        var items = Enumerable.Range(0, 10).Select(number => new Item(number)).ToArray();
        var thrown = Assert.Throws<AggregateException>(() => AtOnce.Each(
            items, item => item.Number == 7 ? throw new InvalidOperationException("seven") : item));
        Assert.Equal("seven", Assert.Single(thrown.InnerExceptions).Message);
    }

    private sealed record Item(int Number);
}
