using MeshFederation.Model.Objects;
using MeshFederation.Routing.VirtualServices;

namespace MeshFederation.Tests.Routing;

public sealed class RoutePercentageTests
{
    public static TheoryData<object?, double> Values => new() { { 5L, 5 }, { 0.5, 0.5 }, { "5", 0 }, { true, 0 }, { null, 0 } };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_percentage_is_a_number_and_anything_else_is_none_of_the_requests(object? value, double share)
    {
        var delay = UnstructuredMap.Of(("percentage", UnstructuredMap.Read(["value"], [value])));
        Assert.Equal(share, RoutePercentage.Of(delay, "percentage"));
    }

    [Fact]
    public void A_field_that_is_missing_says_no_percentage() =>
        Assert.Null(RoutePercentage.Of(UnstructuredMap.Of(("fixedDelay", "1s")), "percentage"));
}
