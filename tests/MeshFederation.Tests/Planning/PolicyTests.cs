using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Declarations.Policies;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning;

namespace MeshFederation.Tests.Planning;

/// <summary>How policies of routes come together with splits, with each other, and with other declarations.</summary>
public sealed class PolicyTests
{
    private static readonly MeshCluster East = Declared.Cluster("east");
    private static readonly MeshCluster West = Declared.Cluster("west");

    [Fact]
    public void A_policy_without_a_split_makes_a_route_to_the_called_host()
    {
        var route = Assert.Single(Routes(Service().WithPolicy(Timeout("5ms"))));
        Assert.Equal("0.005s", route.Text("timeout"));
        Assert.Equal("cart.default.svc.cluster.local", Host(route));
        Assert.False(route.ContainsKey("retries"));
    }

    [Fact]
    public void Without_a_split_callers_choose_the_host_and_each_has_the_policy()
    {
        var all = VirtualServices(Service().WithPolicy(Timeout("1s"))).ToList();
        Assert.Equal(["cart", "cart.default.svc.west.global"], all.Select(item => item.Name).Order(StringComparer.Ordinal));
        Assert.All(all, item => Assert.Equal("1s", item.Spec.Maps("http").Single().Text("timeout")));
        Assert.All(all, item => Assert.Equal(item.Spec.List("hosts")[0], Host(item.Spec.Maps("http").Single())));
        var split = Service().WithTrafficSplit([new("west", LabelSet.Empty, 100)], []);
        Assert.Single(VirtualServices(split.WithPolicy(Timeout("1s"))));
    }

    [Fact]
    public void What_a_request_has_of_a_policy_does_not_hang_on_its_split()
    {
        var service = Service().WithTrafficSplit([new("west", LabelSet.Empty, 100)], [Prefix("/api/v1")]).WithPolicy(Timeout("1s"))
            .WithPolicy(Timeout("2s", Prefix("/api")));
        Assert.Equal(
            ["/api/v1 west 2s", "/api east 2s", " east 1s"],
            Routes(service).Select(route => $"{Uri(route)} {Cluster(route)} {route.Text("timeout")}"));
    }

    [Fact]
    public void Two_declarations_have_the_policies_of_both_in_any_order()
    {
        var (one, other) = (Service().WithPolicy(Timeout("1s")), Service().WithPolicy(Timeout("2s", Prefix("/api"))));
        Assert.Equal(Routes(one, other), Routes(other, one));
        Assert.Equal(2, Routes(one, other).Count);
        var conflict = Assert.Throws<MeshException>(() => Routes(one, Service().WithPolicy(Timeout("3s"))));
        Assert.Equal(MeshErrorId.PolicyConflict, conflict.ErrorId);
        Assert.Contains("'timeout 1s' and 'timeout 3s'", conflict.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Matches_that_no_match_says_together_are_refused()
    {
        var service = Service().WithTrafficSplit([new("west", LabelSet.Empty, 100)], [new() { Path = new(StringMatchKind.Regex, "/a.*") }])
            .WithPolicy(Timeout("2s", Prefix("/api")));
        Assert.Equal(MeshErrorId.PolicyMatchesOverlap, Assert.Throws<MeshException>(() => Routes(service)).ErrorId);
    }

    [Theory]
    [InlineData("0.5ms")]
    [InlineData("0")]
    [InlineData("-1s")]
    [InlineData("long")]
    [InlineData("8785h")]
    public void Durations_that_Istio_refuses_are_refused(string text) =>
        Assert.Equal(MeshErrorId.PolicyInvalid, Assert.Throws<MeshException>(() => Timeout(text)).ErrorId);

    [Fact]
    public void Every_kind_is_written_and_says_what_it_read()
    {
        var policy = Timeout("1500ms", Prefix("/api"));
        var kind = PolicyKinds.Of(policy);
        var values = kind.ToArguments(policy).ToDictionary(value => value.Key, value => (object?)value.Value, StringComparer.Ordinal);
        Assert.Equal(policy, kind.FromArguments(values, policy.Scope));
        Assert.Equal("PathPrefix=/api => timeout 1500ms", policy.ToString());
    }

    /// <summary>The usual age of what browsers remember is a day.</summary>
    [Theory]
    [InlineData("24h", "86400s")]
    [InlineData("86400", "86400s")]
    [InlineData("168h", "604800s")]
    public void What_is_kept_for_a_day_or_longer_is_a_duration_too(string age, string written)
    {
        var route = Routes(Service().WithPolicy(Policy("corsPolicy", null, ("AllowOrigin", "*"), ("MaxAge", age)))).Single();
        Assert.Equal(written, route.Map("corsPolicy")!.Text("maxAge"));
    }

    internal static MeshService Service() => Declared.Service("cart", [East, West], East);

    internal static MeshPolicy Timeout(string text, MeshMatch? match = null) => Policy("timeout", match, ("Timeout", text));

    internal static MeshPolicy Policy(string kind, MeshMatch? match, params (string Name, object? Value)[] values) =>
        PolicyKinds.Of(kind).FromArguments(
            values.ToDictionary(value => value.Name, value => value.Value, StringComparer.Ordinal), new MeshRouteScope(match));

    internal static MeshMatch Prefix(string path) => new() { Path = new(StringMatchKind.Prefix, path) };

    internal static IReadOnlyList<UnstructuredMap> Routes(params MeshService[] services) =>
                [.. VirtualServices(services).Single(item => item.Name == "cart").Spec.Maps("http")];

    private static IEnumerable<MeshManifest> VirtualServices(params MeshService[] services) =>
        FederationPlanner.Plan(Declared.Federation(services)).Where(item => item.Kind == "VirtualService");

    private static string Host(UnstructuredMap route) => route.Maps("route").Single().Map("destination")!.Text("host")!;

    private static string Cluster(UnstructuredMap route) => Host(route).Contains("west", StringComparison.Ordinal) ? "west" : "east";

    private static string? Uri(UnstructuredMap route) => route.Maps("match").FirstOrDefault()?.Map("uri")?.Text("prefix");
}
