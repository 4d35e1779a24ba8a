using MeshFederation.Clusters.Identity.Trust;
using MeshFederation.Clusters.Tests.Checking;
using MeshFederation.Clusters.Tests.Comparing;
using MeshFederation.Clusters.Tests.Publishing;
using MeshFederation.Clusters.Tests.Servers;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Tests.Identity;

/// <summary>Whom a trust domain that is accepted leads past the AuthorizationPolicies of what is published already.</summary>
public sealed class TrustOpeningTests(RealServers servers)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("{namespaces: [default]}", "cluster1/ns/default/*")]
    [InlineData("{principals: ['*/sa/web']}", "cluster1/*/sa/web")]
    [InlineData("{principals: [cluster1/ns/default/sa/web]}", null)]
    [InlineData("{principals: [cluster2/ns/default/sa/web]}", null)]
    public async Task Callers_whom_the_handshake_kept_out_until_then_are_found(string source, string? identity)
    {
        await using var scene = await PublishedAsync(source);
        var opened = await AcceptingAsync(scene, alias: false);
        Assert.Empty(opened.UnknownAccess);
        Assert.All(opened.Widening, access => Assert.Equal(("cluster2", "cluster1"), (access.Cluster, access.Client)));
        var found = opened.Widening.Select(access => access.Identity).Distinct().ToList();
        if (identity is null) Assert.Empty(found);
        else Assert.Contains(identity.Split('*')[0], Assert.Single(found), StringComparison.Ordinal);
        foreach (var patch in opened.Patch) await opened.ApplyAsync(patch, Ct);
        Assert.Empty((await AcceptingAsync(scene, alias: false)).Widening);
    }

    [Fact]
    public async Task An_alias_lets_in_the_callers_of_the_clusters_own_accounts()
    {
        await using var scene = await PublishedAsync("{principals: [cluster2/ns/default/sa/web]}");
        var widening = (await AcceptingAsync(scene, alias: true)).Widening;
        Assert.Equal(["cluster1/ns/default/sa/web"], widening.Select(access => access.Identity).Distinct());
    }

    [Fact]
    public async Task What_no_policy_guards_is_said_to_be_open_to_those_who_are_accepted()
    {
        await using var scene = await PublishedAsync(source: null);
        var opened = await AcceptingAsync(scene, alias: false);
        Assert.Empty(opened.Widening);
        var said = Assert.Single(opened.OpenAccess);
        Assert.StartsWith("Cluster 'cluster2': no AuthorizationPolicy is for the pods of default/", said, StringComparison.Ordinal);
        Assert.Contains("whoever calls from cluster1 is let in from now on", said, StringComparison.Ordinal);
        foreach (var patch in opened.Patch) await opened.ApplyAsync(patch, Ct);
        Assert.Empty((await AcceptingAsync(scene, alias: false)).OpenAccess);
    }

    [Fact]
    public async Task Without_a_federation_nobody_is_let_past()
    {
        await using var scene = AccessScene.Read(AccessScene.Apart(await ComparisonScene.OpenAsync(servers, "in-process")));
        Refusing(scene);
        await scene.ApplyAsync("cluster2", "kubectl", AccessScene.Policy(scene, "{namespaces: [default]}"));
        var patcher = await AcceptingAsync(scene, alias: false);
        Assert.Equal((2, 0, 0), (patcher.Patch.Count, patcher.Widening.Count, patcher.UnknownAccess.Count));
    }

    /// <summary>The usual way in which a cluster joins.</summary>
    [Fact]
    public async Task A_cluster_that_the_federation_does_not_have_yet_hides_nobody()
    {
        await using var scene = await PublishedAsync("{namespaces: [default]}");
        var third = scene.One with { Name = "cluster3" };
        var patcher = await MeshTrustPatcher.AcceptingAsync([scene.One, scene.Two, third], alias: false, Ct);
        Assert.Contains(patcher.Widening, access => access is { Cluster: "cluster2", Client: "cluster1" });
    }

    [Fact]
    public async Task A_cluster_that_the_federation_calls_otherwise_is_said()
    {
        await using var scene = await PublishedAsync("{namespaces: [default]}");
        var patcher = await MeshTrustPatcher.AcceptingAsync([scene.One, scene.Two with { Name = "west" }], alias: false, Ct);
        Assert.Contains(patcher.UnknownAccess, said => said.Contains("calls it 'cluster2'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_may_not_be_read_is_said_and_nothing_is_claimed()
    {
        await using var scene = await PublishedAsync("{namespaces: [default]}");
        scene.InProcess!["cluster2"].Allow(
            "viewer",
            "rules: [{apiGroups: ['', apps, networking.istio.io], resources: ['*'], verbs: ['*']}]");
        var patcher = await MeshTrustPatcher.AcceptingAsync(
            [scene.One, scene.Two with { Context = "cluster2-viewer" }], alias: false, Ct);
        Assert.Empty(patcher.Widening);
        Assert.Contains(
            patcher.UnknownAccess, said => said.Contains("its AuthorizationPolicy objects could not be read", StringComparison.Ordinal));
    }

    /// <summary>Of the roots of others SPIRE gives proxies those of aliases alone.</summary>
    [Fact]
    public async Task Where_SPIRE_signs_an_alias_must_be_asked_for()
    {
        await using var scene = AccessScene.Read(AccessScene.Apart(await ComparisonScene.OpenAsync(servers, "in-process")));
        Refusing(scene);
        scene.InProcess!["cluster2"].Put(
            """
            {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web", "namespace": "default"}, "spec": {"containers": [{"name":
            "istio-proxy", "image": "a", "volumeMounts": [{"name": "workload-socket", "mountPath":
            "/run/secrets/workload-spiffe-uds"}]}], "volumes": [{"name": "workload-socket", "csi": {"driver": "csi.spiffe.io"}}]},
            "status": {"phase": "Running"}}
            """);
        var error = await Assert.ThrowsAsync<MeshException>(() => AcceptingAsync(scene, alias: false));
        Assert.Equal(MeshErrorId.TrustAliasNeeded, error.ErrorId);
        Assert.Contains("SPIRE", error.Message, StringComparison.Ordinal);
        Assert.All((await AcceptingAsync(scene, alias: true)).Patch, patch => Assert.True(patch.IsAlias));
    }

    private static Task<MeshTrustPatcher> AcceptingAsync(ComparisonScene scene, bool alias) =>
        MeshTrustPatcher.AcceptingAsync([scene.One, scene.Two], alias, Ct);

    private async Task<ComparisonScene> PublishedAsync(string? source)
    {
        var scene = AccessScene.Read(AccessScene.Apart(await ComparisonScene.OpenAsync(servers, "in-process")));
        Refusing(scene);
        if (source is not null) await scene.ApplyAsync("cluster2", "kubectl", AccessScene.Policy(scene, source));
        var publishing = new PublishingScene(scene);
        Assert.Null((await publishing.TryPublishAsync(await scene.PlanAsync(AccessScene.Known(scene)))).Error);
        return scene;
    }

    private static void Refusing(ComparisonScene scene)
    {
        foreach (var cluster in scene.InProcess!.All) cluster.Put(CheckedScene.MeshConfig(cluster.Name, "accessLogFile: ''"));
    }
}
