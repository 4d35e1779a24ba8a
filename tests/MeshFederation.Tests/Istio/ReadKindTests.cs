using MeshFederation.Istio.Objects;

namespace MeshFederation.Tests.Istio;

/// <summary>The kinds that are read are told by their names.</summary>
public sealed class ReadKindTests
{
    [Fact]
    public void Two_kinds_of_one_title_are_refused()
    {
        var error = Assert.Throws<InvalidOperationException>(static () => ReadKind.ByKind([ReadKind.Pod, ReadKind.Service, ReadKind.Pod]));
        Assert.Equal("The kind Pod is declared twice among those that are read.", error.Message);
    }

    [Fact]
    public void Kinds_of_two_groups_may_have_one_name() =>
        Assert.Equal([ReadKind.Gateway, ReadKind.ApiGateway], ReadKind.ByKind(ReadKind.All)["Gateway"]);
}
