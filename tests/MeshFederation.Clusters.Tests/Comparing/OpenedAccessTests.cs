using MeshFederation.Clusters.Comparing;
using MeshFederation.Clusters.Tests.Checking;
using MeshFederation.Clusters.Tests.Publishing;
using MeshFederation.Clusters.Tests.Servers;
using MeshFederation.Istio.Declarations.Access;

namespace MeshFederation.Clusters.Tests.Comparing;

/// <summary>Whom publishing would lead past the AuthorizationPolicies that clusters have.</summary>
public sealed class OpenedAccessTests(RealServers servers)
{
    public static TheoryData<string> Servers => ComparisonScene.Servers;

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task A_server_takes_the_policy_of_access_policies_as_it_is_planned(string server)
    {
        await using var scene = AccessScene.Apart(await ComparisonScene.OpenAsync(servers, server));
        var service = AccessScene.Known(scene)
            .WithAccess(new() { ServiceAccount = ["web"], Port = ["http"], Method = ["GET"], RequestPath = ["/api/*", "*.json"] })
            .WithAccess(new() { Namespace = ["jobs"], Cluster = ["cluster1"] });
        await scene.PublishAsync(await scene.PlanAsync(service));
        var again = await scene.PlanAsync(service);
        Assert.Contains(again.Changes, change => change.Kind == "AuthorizationPolicy");
        Assert.False(again.HasChanges);
    }

    /// <summary>Servers that several tests use at once have policies of others.</summary>
    [Fact]
    public async Task A_policy_that_names_no_trust_domain_is_found_and_an_access_policy_accepts_whom_it_means()
    {
        await using var scene = AccessScene.Apart(await ComparisonScene.OpenAsync(servers, "in-process"));
        var service = AccessScene.Known(scene);
        Assert.Empty((await scene.PlanAsync(service)).Widening);

        await scene.ApplyAsync("cluster2", "kubectl", AccessScene.Policy(scene, "{namespaces: [default]}"));
        var widening = (await scene.PlanAsync(service)).Widening;
        Assert.All(widening, access => Assert.Equal("AuthorizationPolicy/default/" + scene.Service, access.Policy));
        Assert.Equal(["grpc:9090/GRPC", "http:9080/HTTP"], widening.Select(access => access.Port).Distinct().Order());
        Assert.Equal(["cluster1/ns/default/*"], widening.Select(access => access.Identity).Distinct());

        var guarded = service.WithAccess(new() { ServiceAccount = ["web"] });
        Assert.Empty((await scene.PlanAsync(guarded)).Widening);
    }

    /// <summary>Nobody gets past a policy, so it is no widening; but everybody is let in, and that is said once.</summary>
    [Fact]
    public async Task What_no_policy_guards_is_said_where_it_becomes_open_and_not_again()
    {
        await using var publishing = new PublishingScene(AccessScene.Apart(await ComparisonScene.OpenAsync(servers, "in-process")));
        var scene = publishing.Declared;
        var service = AccessScene.Known(scene);
        var plan = await scene.PlanAsync(service);
        Assert.Equal(
            [$"Cluster 'cluster2': no AuthorizationPolicy is for the pods of default/{scene.Service}, so whoever calls from cluster1 is "
                + "let in from now on. Say who may: New-MeshAccessPolicy, or New-MeshFederation -DenyByDefault."],
            plan.OpenAccess);
        Assert.Empty(plan.Widening);
        Assert.Empty((await scene.PlanAsync(service.WithAccess(new() { ServiceAccount = ["web"] }))).OpenAccess);
        Assert.Null((await publishing.TryPublishAsync(plan)).Error);
        Assert.Empty((await scene.PlanAsync(service)).OpenAccess);
    }

    [Fact]
    public async Task A_policy_for_other_pods_guards_none_of_these()
    {
        await using var scene = AccessScene.Apart(await ComparisonScene.OpenAsync(servers, "in-process"));
        var policy = AccessScene.Policy(scene, "{namespaces: [default]}");
        await scene.ApplyAsync(
            "cluster2", "kubectl", policy.Replace($"app: {scene.Service}", "app: other", StringComparison.Ordinal));
        var plan = await scene.PlanAsync(AccessScene.Known(scene));
        Assert.Contains($"the pods of default/{scene.Service}, ", Assert.Single(plan.OpenAccess), StringComparison.Ordinal);
        Assert.Empty(plan.Widening);
        await scene.ApplyAsync("cluster2", "kubectl", policy, force: true);
        Assert.Empty((await scene.PlanAsync(AccessScene.Known(scene))).OpenAccess);
    }

    /// <summary>Whom the proxies refuse reaches nothing, whatever is exported.</summary>
    [Fact]
    public async Task Callers_whose_trust_domain_is_refused_are_let_in_nowhere()
    {
        await using var scene = AccessScene.Read(AccessScene.Apart(await ComparisonScene.OpenAsync(servers, "in-process")));
        Assert.Empty((await scene.PlanAsync(AccessScene.Known(scene))).OpenAccess);
    }

    /// <summary>Which host it names, a caller chooses itself.</summary>
    [Fact]
    public async Task A_policy_that_decides_by_what_a_request_carries_is_said()
    {
        await using var scene = AccessScene.Apart(await ComparisonScene.OpenAsync(servers, "in-process"));
        var policy = AccessScene.Policy(scene, "{namespaces: [default]}").Replace(
            "}}]}]", "}}], to: [{operation: {hosts: ['reviews*']}}]}]", StringComparison.Ordinal);
        Assert.Contains("hosts", policy, StringComparison.Ordinal);
        await scene.ApplyAsync("cluster2", "kubectl", policy);
        var plan = await scene.PlanAsync(AccessScene.Known(scene));
        Assert.Empty(plan.Widening);
        Assert.NotEmpty(plan.UnknownAccess);
        Assert.All(plan.UnknownAccess, said => Assert.Contains(
            $"AuthorizationPolicy/default/{scene.Service} guards", said, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pods_that_only_the_Service_tells_are_read_of_it()
    {
        await using var scene = AccessScene.Apart(await ComparisonScene.OpenAsync(servers, "in-process"));
        await scene.ApplyAsync("cluster2", "kubectl", AccessScene.Policy(scene, "{namespaces: [default]}"));
        Assert.Empty((await scene.PlanAsync(scene.Declare())).Widening);

        await scene.ApplyAsync(
            "cluster2",
            "kubectl",
            $"{{apiVersion: v1, kind: Service, metadata: {{name: {scene.Service}, namespace: default}}, spec: {{selector: {{app: "
            + $"{scene.Service}}}, ports: [{{name: http, port: 9080}}, {{name: grpc, port: 9090}}]}}}}");
        Assert.NotEmpty((await scene.PlanAsync(scene.Declare())).Widening);
    }

    [Fact]
    public async Task Trust_domains_that_stand_for_the_own_one_in_the_mesh_now_count()
    {
        await using var scene = AccessScene.Apart(await ComparisonScene.OpenAsync(servers, "in-process"));
        var service = AccessScene.Known(scene);
        await scene.ApplyAsync("cluster2", "kubectl", AccessScene.Policy(scene, "{principals: [cluster2/ns/default/sa/web]}"));
        Assert.Empty((await scene.PlanAsync(service)).Widening);

        scene.InProcess!["cluster2"].Put(CheckedScene.MeshConfig("cluster2", "trustDomainAliases: [cluster1]"));
        var widening = (await scene.PlanAsync(service)).Widening;
        Assert.Equal(["cluster1/ns/default/sa/web"], widening.Select(access => access.Identity).Distinct());
    }

    /// <summary>What is said of a mesh does not change it.</summary>
    [Fact]
    public async Task Callers_are_judged_by_the_trust_domain_that_their_mesh_has_whatever_was_declared()
    {
        await using var scene = AccessScene.Apart(await ComparisonScene.OpenAsync(servers, "in-process"));
        scene.InProcess!["cluster1"].Put(CheckedScene.MeshConfig("old", "trustDomainAliases: []"));
        const string Denied = "{trustDomains: [cluster1]}";
        await scene.ApplyAsync(
            "cluster2", "kubectl",
            AccessScene.Policy(scene, Denied).Replace("rules:", "action: DENY, rules:", StringComparison.Ordinal));
        var plan = await scene.PlanAsync(AccessScene.Known(scene));
        Assert.Contains(plan.Widening, access => access.Identity == "old/*");
        Assert.Contains(plan.UnknownAccess, said => said.Contains("-TrustDomain old", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_access_policy_for_other_pods_than_the_Service_selects_is_a_widening()
    {
        await using var scene = AccessScene.Apart(await ComparisonScene.OpenAsync(servers, "in-process"));
        var service = AccessScene.Known(scene).WithAccess(new() { ServiceAccount = ["web"] });
        Assert.Empty((await scene.PlanAsync(service)).Widening);
        await scene.ApplyAsync(
            "cluster2",
            "kubectl",
            $"{{apiVersion: v1, kind: Service, metadata: {{name: {scene.Service}, namespace: default}}, spec: {{selector: {{other: pods}}, "
            + "ports: [{name: http, port: 9080}, {name: grpc, port: 9090}]}}");
        Assert.Contains((await scene.PlanAsync(service)).Widening, access => access.Identity == "cluster1/*");
    }

    [Fact]
    public async Task The_trust_domain_that_nobody_declared_is_that_of_the_mesh()
    {
        await using var scene = await ComparisonScene.OpenAsync(servers, "in-process");
        foreach (var cluster in scene.InProcess!.All) cluster.Put(CheckedScene.MeshConfig(cluster.Name, "trustDomainAliases: []"));
        await scene.ApplyAsync("cluster2", "kubectl", AccessScene.Policy(scene, "{principals: [cluster2/ns/default/sa/web]}"));
        Assert.Empty((await scene.PlanAsync(AccessScene.Known(scene))).Widening);
        await scene.ApplyAsync("cluster2", "kubectl", AccessScene.Policy(scene, "{principals: ['*/sa/web']}"), force: true);
        var widening = (await scene.PlanAsync(AccessScene.Known(scene))).Widening;
        Assert.NotEmpty(widening);
        Assert.All(widening, access => Assert.StartsWith("cluster1/", access.Identity, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_may_not_be_read_is_said_and_nothing_is_claimed()
    {
        await using var scene = AccessScene.Apart(await ComparisonScene.OpenAsync(servers, "in-process"));
        await scene.ApplyAsync("cluster2", "kubectl", AccessScene.Policy(scene, "{namespaces: [default]}"));
        const string Own = "{apiGroups: [networking.istio.io], resources: ['*'], verbs: ['*']}, {apiGroups: ['', coordination.k8s.io], "
            + "resources: [configmaps, leases, pods, namespaces], verbs: [get, list]}";
        scene.InProcess!["cluster2"].Allow("viewer", $"rules: [{Own}]");
        var viewed = scene.With(scene.Two with { Context = "cluster2-viewer" });
        var plan = await viewed.PlanAsync(AccessScene.Known(viewed));
        Assert.Equal(
            ["Cluster 'cluster2': whether callers of other clusters get past AuthorizationPolicies there is not known, since its "
                + "AuthorizationPolicy objects may not be read. The role of docs/clusterrole.yaml grants it."],
            plan.UnknownAccess);
        Assert.Empty(plan.Widening);
        Assert.Empty(plan.OpenAccess);
        Assert.Empty((await scene.PlanAsync(AccessScene.Known(scene))).UnknownAccess);

        scene.InProcess!["cluster2"].Allow(
            "viewer", $"rules: [{Own}, {{apiGroups: [security.istio.io], resources: ['*'], verbs: ['*']}}]");
        Assert.Equal(
            ["Cluster 'cluster2': whether callers of other clusters get past AuthorizationPolicies there is not known, since its Service "
                + "objects of the namespace 'default' may not be read. The role of docs/clusterrole.yaml grants it."],
            (await viewed.PlanAsync(viewed.Declare())).UnknownAccess);
    }

    [Fact]
    public async Task A_service_that_goes_while_another_gateway_has_its_host_opens_what_its_policy_kept_closed()
    {
        await using var publishing = new PublishingScene(AccessScene.Apart(await ComparisonScene.OpenAsync(servers, "in-process")));
        var scene = publishing.Declared;
        var guarded = await scene.PlanAsync(AccessScene.Known(scene).WithAccess(new() { ServiceAccount = ["web"] }));
        Assert.Null((await publishing.TryPublishAsync(guarded)).Error);
        var comparer = new FederationComparer(new() { Prune = true });
        Assert.Empty((await comparer.CompareAsync(scene.Federation, [scene.One, scene.Two], [], null, ComparisonScene.Ct)).Plan.Widening);

        await scene.ApplyAsync(
            "cluster2",
            "kubectl",
            ComparisonScene.Object(
                "Gateway",
                "default/theirs",
                "{selector: {istio: theirs}, servers: [{hosts: ['*.local'], port: {number: 15443, name: tls, protocol: TLS}, tls: {mode: "
                + "AUTO_PASSTHROUGH}}]}"));
        var widening =
            (await comparer.CompareAsync(scene.Federation, [scene.One, scene.Two], [], null, ComparisonScene.Ct)).Plan.Widening;
        Assert.Contains(widening, access => access.Identity == "cluster1/*");
        Assert.DoesNotContain(widening, access => access.Identity == "cluster1/ns/default/sa/web");
    }
}
