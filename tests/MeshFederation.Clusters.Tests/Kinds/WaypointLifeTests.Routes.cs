using MeshFederation.Clusters.Comparing;
using MeshFederation.Clusters.Tests.Server.Faults;
using MeshFederation.Model.Plans;

namespace MeshFederation.Clusters.Tests.Kinds;

/// <content>Routes of others beside a split.</content>
public sealed partial class WaypointLifeTests
{
    private const string Labels = ", labels: {app.kubernetes.io/managed-by: meshfederation, meshfederation.io/federation: FEDERATION}";

    public static TheoryData<string, string> InTheWay => new()
    {
        { Route("HTTPRoute", "{group: '', kind: Service, name: NAME, port: 9080}"), "delete httproute.gateway.networking.k8s.io theirs" },
        { Route("HTTPRoute", "{group: '', kind: Service, name: NAME}", Labels), "take this one out of its 'parentRefs'" },
        { Route("GRPCRoute", "{group: '', kind: Service, name: NAME}"), "delete grpcroute.gateway.networking.k8s.io theirs" },
        { Virtual("*.default.svc.cluster.local"), "instead of a pattern" },
        { Virtual("*"), "delete virtualservice theirs" },
    };

    public static TheoryData<string> Elsewhere =>
    [
        Route("HTTPRoute", "{group: '', kind: Service, name: other}"),
        Route("HTTPRoute", "{group: '', kind: Service, name: NAME, namespace: other}"),
        Route("HTTPRoute", "{group: gateway.networking.k8s.io, kind: Gateway, name: NAME}"),
        Virtual("*.other.svc.cluster.local"),
        Virtual("*", "gateways: [web], "),
        Virtual("*", "exportTo: [other], "),
    ];

    [Theory, MemberData(nameof(InTheWay))]
    public async Task A_route_of_somebody_for_what_is_to_be_split_is_in_the_way(string route, string way)
    {
        await using var ambient = await AmbientScene.OpenAsync(servers, "in-process");
        await ambient.MakeServicesAsync();
        var split = ambient.DeclareSplit();
        var other = ambient.DeclareRatings() with { ClientCluster = split.ClientCluster };
        await ambient.Scene.PublishAsync(await ambient.Declared.PlanAsync(other));
        await ApplyAsync(ambient, route);
        foreach (var force in new[] { false, true })
        {
            var options = new ComparisonOptions { Force = force };
            var plan = await ambient.Declared.PlanAsync(options, other, split);
            var routes = Assert.Single(plan.Changes, change => change.Action == ChangeAction.Conflict);
            Assert.Equal(("VirtualService", ambient.Reviews), (routes.Kind, routes.Name));
            Assert.Contains("-Force does not help", routes.Message, StringComparison.Ordinal);
            Assert.Contains(way, routes.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(plan.Changes, change => change.Kind.EndsWith("Route", StringComparison.Ordinal));
        }
    }

    [Theory, MemberData(nameof(Elsewhere))]
    public async Task A_route_for_something_else_is_not(string route)
    {
        await using var ambient = await AmbientScene.OpenAsync(servers, "in-process");
        await ambient.MakeServicesAsync();
        await ApplyAsync(ambient, route);
        Assert.Empty(Refusal(await ambient.Declared.PlanAsync(ambient.DeclareSplit())));
    }

    /// <summary>Else it would keep anybody from draining a cluster, or from going back.</summary>
    [Theory, MemberData(nameof(InTheWay))]
    public async Task A_route_that_came_when_the_split_was_there_is_only_said(string route, string way)
    {
        await using var ambient = await AmbientScene.OpenAsync(servers, "in-process");
        await ambient.MakeServicesAsync();
        await ambient.Scene.PublishAsync(await ambient.Declared.PlanAsync(ambient.DeclareSplit()));
        await ApplyAsync(ambient, route);
        var drained = await ambient.Declared.CompareAsync(ambient.DeclareSplit() with { Suspended = ["cluster2"] });
        Assert.Empty(Refusal(drained.Plan));
        Assert.Contains(drained.Notes, note => note.Contains("/default/theirs (", StringComparison.Ordinal));
        Assert.NotEmpty(way);
        await ambient.Scene.PublishAsync(drained.Plan);
        Assert.Empty(Refusal(await ambient.Scene.PlanOfRevisionAsync(null)));
    }

    [Fact]
    public async Task Routes_that_may_not_be_read_are_said()
    {
        await using var ambient = await AmbientScene.OpenAsync(servers, "in-process");
        await ambient.MakeServicesAsync();
        ambient.Scene.InProcess!["cluster1"].Faults.Add(
            Fault.NoRight("list", "httproutes", "gateway.networking.k8s.io"),
            request => request is { Plural: "httproutes" },
            times: FaultScript.Always);
        var split = await ambient.Declared.CompareAsync(ambient.DeclareSplit());
        Assert.Empty(split.Failures);
        Assert.Contains(split.Notes, note => note.Contains("whether HTTPRoutes route what is split", StringComparison.Ordinal));
        var plain = await ambient.Declared.CompareAsync(ambient.DeclareReviews());
        Assert.DoesNotContain(plain.Notes, note => note.Contains("HTTPRoute", StringComparison.Ordinal));
    }

    private static Task ApplyAsync(AmbientScene ambient, string route) => ambient.Declared.ApplyAsync(
        "cluster1", "kubectl",
        route.Replace("NAME", ambient.Reviews, StringComparison.Ordinal)
            .Replace("FEDERATION", ambient.Scene.Federation, StringComparison.Ordinal));

    private static string Route(string kind, string parent, string labels = "") =>
        $"{{apiVersion: gateway.networking.k8s.io/v1, kind: {kind}, metadata: {{name: theirs, namespace: default{labels}}}, spec: "
        + $"{{parentRefs: [{parent}], rules: []}}}}";

    private static string Virtual(string host, string more = "") =>
        "{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: theirs, namespace: default}, spec: {"
        + $"hosts: ['{host}'], {more}http: [{{route: [{{destination: {{host: somewhere}}}}]}}]}}}}";
}
