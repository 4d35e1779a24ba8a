using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Declarations.Policies;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Tests.Planning;

/// <summary>
/// A request at a gateway has no port of the service: the split that it meets first says to which it goes, and policies follow.
/// </summary>
public sealed class GatewayPortTests
{
    private static readonly MeshMatch All = new() { Gateway = [GatewayScene.Web] };
    private static readonly MeshMatch Second = new() { Gateway = [GatewayScene.Web], Port = 81 };
    private static readonly MeshMatch SecondOfAll = new() { Gateway = [GatewayScene.Web, "mesh"], Port = 81 };

    [Fact]
    public void A_policy_for_another_port_leaves_the_split_of_the_gateway_where_it_is()
    {
        var service = Service().WithTrafficSplit([DestinationSyntax.Parse("c2/v1:100")], [All])
            .WithPolicy(PolicyTests.Policy("timeout", SecondOfAll, ("Timeout", "1s")));
        Assert.Equal("c2.global version-v1 to 80", At(service, "/"));
    }

    [Fact]
    public void A_policy_for_another_port_leaves_what_no_match_of_the_gateway_takes_where_it_is()
    {
        var service = Service().WithTrafficSplit([DestinationSyntax.Parse("c2:100")], [])
            .WithTrafficSplit([DestinationSyntax.Parse("c1/v1:100")], [All with { Path = new(StringMatchKind.Exact, "/x") }])
            .WithPolicy(PolicyTests.Policy("timeout", SecondOfAll, ("Timeout", "1s")));
        Assert.Equal("c2.global  to 80", At(service, "/"));
        Assert.Equal("cluster.local version-v1 to 80", At(service, "/x"));
    }

    [Fact]
    public void A_policy_for_a_path_leaves_requests_with_the_split_that_they_meet_first()
    {
        var service = Service().WithTrafficSplit([DestinationSyntax.Parse("c1/v1:100")], [All])
            .WithTrafficSplit([DestinationSyntax.Parse("c2/v2:100")], [Second])
            .WithPolicy(PolicyTests.Policy("timeout", new() { Path = new(StringMatchKind.Prefix, "/a") }, ("Timeout", "1s")));
        Assert.Equal("c2.global version-v2 to 81", At(service, "/"));
        Assert.Equal("c2.global version-v2 to 81 1s", At(service, "/a"));
    }

    [Fact]
    public void A_policy_for_a_port_holds_for_what_a_split_sends_there()
    {
        var service = Service().WithTrafficSplit([DestinationSyntax.Parse("c2/v2:100")], [Second])
            .WithPolicy(PolicyTests.Policy(
                "timeout", SecondOfAll with { Path = new(StringMatchKind.Prefix, "/a") }, ("Timeout", "1s")));
        Assert.Equal("c2.global version-v2 to 81 1s", At(service, "/a"));
        Assert.Equal("c2.global version-v2 to 81", At(service, "/"));
    }

    [Fact]
    public void A_match_for_a_port_keeps_its_place_among_the_others()
    {
        var jason = StringMatches.Create([new("user", new(StringMatchKind.Exact, "jason"))]);
        var service = Service()
            .WithTrafficSplit([DestinationSyntax.Parse("c1/v3:100")], [SecondOfAll with { Path = new(StringMatchKind.Prefix, "/a") }])
            .WithTrafficSplit([DestinationSyntax.Parse("c2/v4:100")], [new() { Header = jason }]);
        Assert.Equal("cluster.local version-v3 to 81", At(service, "/a", "jason"));
        Assert.Equal("c2.global version-v4 to 80", At(service, "/", "jason"));
        Assert.Equal("cluster.local  to 80", At(service, "/"));
    }

    private static MeshService Service() => GatewayScene.Service("http:80 http-b:81");

    /// <summary>Where a request goes from the gateway, and the time that it has.</summary>
    private static string At(MeshService service, string path, string? user = null)
    {
        var choice = GatewayScene.AtGateway(
            GatewayScene.Mesh(service, "{number: 8080, name: http, protocol: HTTP}"),
            new()
            {
                Authority = GatewayScene.Host,
                Port = 8080,
                Path = path,
                Headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["user"] = user ?? "bob" },
            });
        var time = choice.Route!.Text("timeout") is { } timeout ? " " + timeout : "";
        return FormattableString.Invariant($"{GatewayScene.Place(choice.Shares)} to {choice.Shares[0].Port}{time}");
    }
}
