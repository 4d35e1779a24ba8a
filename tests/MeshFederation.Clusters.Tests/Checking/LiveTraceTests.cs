using MeshFederation.Analysis.Checks;
using MeshFederation.Analysis.Tracing;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Tracing;
using MeshFederation.Routing;

namespace MeshFederation.Clusters.Tests.Checking;

/// <summary>Live clusters are traced by all that decides, and what may not be read is said.</summary>
public sealed class LiveTraceTests
{
    private const string Denies = "{apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {name: nobody, namespace: "
        + "default}, spec: {action: DENY, rules: [{}]}}";

    private const string Token = "{apiVersion: security.istio.io/v1, kind: RequestAuthentication, metadata: {name: jwt, namespace: "
        + "default}, spec: {jwtRules: [{issuer: me}]}}";

    private const string ButSecurity = """
        rules:
        - {apiGroups: [networking.istio.io, '', apps], resources: ['*'], verbs: [get, list]}
        - {apiGroups: [security.istio.io], resources: [peerauthentications, requestauthentications], verbs: [list]}
        - {apiGroups: [gateway.networking.k8s.io], resources: [gateways, grpcroutes, httproutes], verbs: [list]}
        """;

    [Fact]
    public async Task A_policy_that_denies_breaks_a_live_trace()
    {
        await using var scene = await CheckedScene.OpenAsync();
        Assert.Equal([TraceOutcome.Delivered], Ends(await scene.ReadAsync()).Distinct());
        scene.Two.Put(Denies);
        scene.One.Put(Denies);
        var hops = Hops(await scene.ReadAsync());
        Assert.All(
            hops.Where(hop => hop.Outcome != TraceOutcome.Continues),
            hop => Assert.Equal(("MF5004", TraceOutcome.Broken), (hop.Finding?.Rule, hop.Outcome)));
        Assert.Contains(hops, hop => hop is { Cluster: "cluster2", Object: "AuthorizationPolicy/default/nobody" });
    }

    [Fact]
    public async Task Every_kind_that_is_declared_for_live_clusters_is_read()
    {
        await using var scene = await CheckedScene.OpenAsync();
        scene.One.Put(Denies);
        scene.One.Put(Token);
        var cluster = Assert.Single((await scene.ReadAsync()).Clusters, cluster => cluster.Name == "cluster1");
        Assert.Empty(cluster.Unread);
        foreach (var kind in new[] { ReadKind.AuthorizationPolicy, ReadKind.RequestAuthentication, ReadKind.Pod, ReadKind.VirtualService })
            Assert.Contains(cluster.Objects, kind.Type.Is);
        var asked = scene.One.Requests.Select(request => request.Plural).ToHashSet(StringComparer.Ordinal);
        Assert.All(ReadKind.All.Where(kind => kind.IsLive), kind => Assert.Contains(kind.Type.Plural, asked));
        Assert.All(
            scene.One.Requests.Where(request => request.Plural == "secrets"),
            request => Assert.True(
                request is { Verb: "get", Namespace: "istio-system", Name: "cacerts" or "istio-ca-secret" }, request.ToString()));
    }

    [Fact]
    public async Task Who_may_not_read_policies_is_told_that_the_end_is_not_known()
    {
        await using var scene = await CheckedScene.OpenAsync();
        foreach (var cluster in scene.Clusters.All) cluster.Allow("viewer", ButSecurity);
        var read = await scene.ReadAsync(scene.ServiceOf("-viewer"));
        Assert.All(read.Clusters, cluster => Assert.Equal("AuthorizationPolicy", Assert.Single(cluster.Unread).Kind));
        var end = Hops(read)[^1];
        Assert.Equal((TraceOutcome.Unknown, null), (end.Outcome, end.Finding));
        Assert.Contains(
            "the objects of cluster1 of the kind AuthorizationPolicy are not known, which may decide otherwise",
            end.Why,
            StringComparison.Ordinal);
    }

    public static TheoryData<string> Deciding => [.. ReadKind.All.Where(kind => kind.IsLive && kind.MayBreak).Select(kind => kind.Title)];

    /// <summary>What is not known is neither good news nor an error.</summary>
    [Theory, MemberData(nameof(Deciding))]
    public async Task Of_each_kind_that_may_not_be_read_it_is_told_that_the_end_is_not_known(string title)
    {
        var kind = ReadKind.All.Single(kind => kind.Title == title);
        foreach (var isPublished in new[] { true, false })
        {
            await using var scene = await CheckedScene.OpenAsync(publish: isPublished);
            foreach (var cluster in scene.Clusters.All) cluster.Allow("viewer", But(kind));
            var read = await scene.ReadAsync(scene.ServiceOf("-viewer"));
            Assert.All(read.Clusters, cluster => Assert.Equal(title, Assert.Single(cluster.Unread).Kind));
            Assert.Equal([TraceOutcome.Unknown], Ends(read).Distinct());
        }
    }

    private static string But(ReadKind left) =>
        "rules:\n- {apiGroups: ['', apps], resources: [configmaps, deployments], verbs: [get, list]}\n"
        + string.Concat(ReadKind.All.Where(kind => kind.IsLive && kind != left).Select(kind =>
            $"- {{apiGroups: ['{kind.Type.Group}'], resources: [{kind.Type.Plural}], verbs: [get, list]}}\n"));

    [Fact]
    public async Task Gateways_of_the_Gateway_API_are_none_where_it_is_not_installed()
    {
        await using var scene = await CheckedScene.OpenAsync(publish: false);
        Assert.True(
            Assert.Single((await scene.ReadAsync()).Clusters, cluster => cluster.Name == "cluster1").Knows(ReadKind.ApiGateway.Title));
    }

    private static IReadOnlyList<MeshHop> Hops(CheckScene scene) =>
        RequestTracer.Trace(
            scene.Mesh, new("cluster1", MeshCaller.In("default"), "reviews", 9080, new MeshRequest { Authority = "", Port = 0 }));

    private static IEnumerable<TraceOutcome> Ends(CheckScene scene) =>
        Hops(scene).Select(hop => hop.Outcome).Where(outcome => outcome != TraceOutcome.Continues);
}
