using MeshFederation.Analysis;
using MeshFederation.Analysis.Checks;
using MeshFederation.Clusters.Tests.Server;
using MeshFederation.Clusters.Tests.Server.Requests;
using MeshFederation.Istio.Declarations;
using MeshFederation.Model.Checks;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Clusters.Tests.Checking;

public sealed partial class LiveCheckTests
{
    [Fact]
    public async Task A_sound_federation_passes_every_check_but_those_that_istiod_does_not_tell()
    {
        await using var scene = await CheckedScene.OpenAsync();
        var checks = await scene.CheckAsync();
        Assert.Empty(checks.Where(check => check.Status is CheckStatus.Failed or CheckStatus.Warned).Select(check => check.ToString()));
        Assert.Equal(
            ["istiod-configs", "istiod-endpoints", "istiod-rejects", "istiod-synced", "objects-accepted"],
            checks.Where(check => check.Status == CheckStatus.NotChecked).Select(check => check.Id).Distinct().Order());
        Assert.Equal(Enumerable.Range(1, checks.Count), checks.Select(check => check.Number));
        Assert.Contains(
            "75 % cluster2 Pod/default/reviews-v3-1, 15 % cluster1 Pod/default/reviews-v1-1, 10 % cluster1 Pod/default/reviews-v2-1",
            checks.Single(check => check.Id == "splits-arrive").Message);
    }

    [Fact]
    public async Task Nothing_is_changed_by_it()
    {
        await using var scene = await CheckedScene.OpenAsync(publish: false);
        var before = (scene.One.Revision, scene.Two.Revision);
        await scene.CheckAsync();
        Assert.Equal(before, (scene.One.Revision, scene.Two.Revision));
    }

    [Fact]
    public async Task What_is_not_published_yet_fails_with_the_way_to_publish_it()
    {
        await using var scene = await CheckedScene.OpenAsync(publish: false);
        var checks = await scene.CheckAsync();
        var missing = checks.Where(check => check is { Id: "objects-published", Status: CheckStatus.Failed }).ToList();
        Assert.Equal(6, missing.Count);
        Assert.All(missing, check => Assert.Equal("Publish-MeshFederation -Name bookinfo", check.Hint));
        Assert.Contains("no ServiceEntry has the host", checks.Single(check => check.Id == "calls-arrive").Message);
    }

    [Fact]
    public async Task A_cluster_that_does_not_answer_fails_once_and_the_other_is_checked()
    {
        await using var scene = await CheckedScene.OpenAsync();
        await scene.Two.StopAsync();
        var checks = await scene.CheckAsync();
        Assert.Equal("cluster2", Assert.Single(checks, check => check.Status == CheckStatus.Failed && check.Cluster == "cluster2").Cluster);
        Assert.Contains(checks, check => check is { Id: "gateway-pods", Cluster: "cluster2", Status: CheckStatus.NotChecked });
        Assert.Contains(checks, check => check is { Id: "objects-published", Cluster: "cluster1", Status: CheckStatus.Passed });
    }

    public static TheoryData<string, string, CheckStatus, string, Action<TestCluster, TestCluster>> Troubles => new()
    {
        { "istio-found", "cluster2", CheckStatus.Failed, "No pod of istiod",
            (_, two) => two.Put("apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: istiod, namespace: istio-system, labels: {app: "
                + "istiod}}\nspec: {template: {spec: {containers: [{name: discovery, image: 'pilot:1.30.3'}]}}}\nstatus: {}") },
        { "istio-version", "cluster2", CheckStatus.Warned, "istiod is 1.19.0",
            (_, two) => two.Put("apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: istiod, namespace: istio-system, labels: {app: "
                + "istiod}}\nspec: {template: {spec: {containers: [{name: discovery, image: 'pilot:1.19.0'}]}}}\nstatus: {readyReplicas: "
                + "1}") },
        { "mesh-config", "cluster1", CheckStatus.Warned, "h2UpgradePolicy is 'UPGRADE', and was declared as 'DO_NOT_UPGRADE'",
            (one, _) => one.Put(CheckedScene.MeshConfig("cluster1", "h2UpgradePolicy: UPGRADE")) },
        { "mesh-config", "cluster1", CheckStatus.Warned, "defaultServiceExportTo is '.', and was declared as nothing",
            (one, _) => one.Put(CheckedScene.MeshConfig("cluster1", "defaultServiceExportTo: ['.']")) },
        { "trust-domain", "cluster2", CheckStatus.Failed, "The trust domain is 'other'",
            (_, two) => two.Put(CheckedScene.MeshConfig("other", "trustDomainAliases: [cluster1]")) },
        { "trust-domain-accepted", "cluster1", CheckStatus.Failed, "refuse the trust domain cluster1 of cluster1, which calls them",
            (_, two) => two.Put(CheckedScene.MeshConfig("cluster2", "trustDomainAliases: []")) },
        { "root-shared", "cluster1", CheckStatus.Failed, "No root certificate of cluster2 is one of cluster1",
            (_, two) => two.Put(CheckedScene.RootMap(CheckedScene.Certificate("CN=other", 3650))) },
        { "root-lasts", "cluster2", CheckStatus.Warned, "The root certificate CN=root of cluster2 expires on",
            (_, two) => two.Put(CheckedScene.RootMap(CheckedScene.Certificate("CN=root", 10))) },
        { "root-lasts", "cluster2", CheckStatus.Failed, "The root certificate CN=root of cluster2 expired on",
            (_, two) => two.Put(CheckedScene.RootMap(CheckedScene.Certificate("CN=root", -10))) },
        { "gateway-address", "cluster2", CheckStatus.Warned, "192.0.2.2 is no address of Service",
            (_, two) => two.Put("apiVersion: v1\nkind: Service\nmetadata: {name: istio-ingressgateway, namespace: istio-system, labels: "
                + "{istio: ingressgateway}}\nspec: {type: LoadBalancer, selector: {istio: ingressgateway}, ports: [{name: tls, port: "
                + "15443}]}\nstatus: {loadBalancer: {ingress: [{ip: 192.0.2.99}]}}") },
        { "gateway-address", "cluster2", CheckStatus.Failed, "leads 15443 to the pods' port 8443, and 15443 was declared",
            (_, two) => two.Put("apiVersion: v1\nkind: Service\nmetadata: {name: istio-ingressgateway, namespace: istio-system, labels: "
                + "{istio: ingressgateway}}\nspec: {type: LoadBalancer, selector: {istio: ingressgateway}, ports: [{name: tls, port: "
                + "15443, targetPort: 8443}]}\nstatus: {loadBalancer: {ingress: [{ip: 192.0.2.2}]}}") },
        { "gateway-pods", "cluster2", CheckStatus.Failed, "None of the 1 pods",
            (_, two) => two.Put(CheckedScene.Pod("gateway-1", "istio: ingressgateway", ready: false, space: "istio-system")) },
        { "objects-published", "cluster2", CheckStatus.Failed, "DestinationRule/default/reviews is not there",
            (_, two) => two.Remove("destinationrules", "default", "reviews") },
        { "objects-accepted", "cluster1", CheckStatus.Warned, "VirtualService/default/reviews: IST0101 ReferencedResourceNotFound",
            (one, _) => Status(one, "validationMessages: [{type: {code: IST0101, name: ReferencedResourceNotFound}, level: ERROR}]") },
        { "sidecars", "cluster2", CheckStatus.Failed, "1 of 1 pods have no sidecar",
            (_, two) => two.Put(CheckedScene.Pod("reviews-v3-1", "app: reviews, version: v3", sidecar: false)) },
        { "subset-pods", "cluster2", CheckStatus.Failed, "None of the 1 workloads of Service/default/reviews has the labels version=v3.",
            (_, two) => two.Put(CheckedScene.Pod("reviews-v3-1", "app: reviews, version: v4")) },
        { "calls-arrive", "cluster1", CheckStatus.Failed, "breaks in cluster2",
            (_, two) => two.Put(CheckedScene.Pod("reviews-v3-1", "app: reviews, version: v3", sidecar: false)) },
        { "calls-arrive", "cluster1", CheckStatus.Failed, "reviews.default.svc.cluster2.global",
            (_, two) => two.Remove("services", "default", "reviews") },
        { "splits-arrive", "cluster1", CheckStatus.Failed, "75 % break in cluster2",
            (_, two) => two.Remove("destinationrules", "default", "reviews") },
        {
            "splits-arrive", "cluster1", CheckStatus.Failed,
            "it is shared out as 100 % version-v1 of reviews.default.svc.cluster.local, and was declared as "
                + "15 % version-v1 of",
            (one, _) => one.Put("apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: reviews, namespace: default}\n"
            + "spec: {hosts: [reviews], http: [{route: [{destination: {host: reviews, subset: version-v1}}]}]}")
        },
        { "istiod-synced", "cluster1", CheckStatus.Passed, "1 proxies",
            (one, _) => Tell(one, "debug/syncz", """[{"proxy":"a.default","cluster_sent":"1","cluster_acked":"1","listener_sent":""}]""") },
        { "istiod-synced", "cluster1", CheckStatus.Warned, "1 of 1 proxies have not taken the newest: a.default (listener)",
            (one, _) => Tell(one, "debug/syncz", """[{"proxy":"a.default","listener_sent":"2","listener_acked":"1"}]""") },
        { "istiod-synced", "cluster1", CheckStatus.Failed, "a.default refuses what istiod sends: duplicate chain",
            (one, _) => Tell(one, "debug/syncz", """[{"proxy":"a.default","resources":{"lds":{"lastError":"duplicate chain"}}}]""") },
        { "istiod-synced", "cluster1", CheckStatus.NotChecked, "another form", (one, _) => Tell(one, "debug/syncz", "<html>") },
        { "istiod-configs", "cluster1", CheckStatus.Failed, "istiod has not taken",
            (one, _) => Tell(one, "debug/configz", """[{"kind":"VirtualService","metadata":{"namespace":"default","name":"reviews"}}]""") },
        { "istiod-endpoints", "cluster1", CheckStatus.Passed, "1 hosts",
            (one, _) => Tell(
                one,
                "debug/endpointz",
                """{"reviews.default.svc.cluster2.global":{"istio-system":{"Shards":{"External/Kubernetes":[{}]}}}}""") },
        { "istiod-endpoints", "cluster1", CheckStatus.Failed, "no endpoint for reviews.default.svc.cluster2.global",
            (one, _) => Tell(one, "debug/endpointz", "{}") },
        { "istiod-rejects", "cluster1", CheckStatus.Passed, "counters at 0",
            (one, _) => Tell(one, "metrics", "# HELP x\npilot_total_xds_rejects{type=\"lds\"} 0\n") },
        { "istiod-rejects", "cluster1", CheckStatus.Warned, "pilot_total_xds_rejects 3",
            (one, _) => Tell(one, "metrics", "pilot_total_xds_rejects{type=\"lds\"} 1\npilot_total_xds_rejects{type=\"cds\"} 2\n") },
    };

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Troubles))]
    [MemberData(nameof(AuthorityTroubles))]
    public async Task A_trouble_is_found_by_its_check(
        string id, string cluster, CheckStatus status, string message, Action<TestCluster, TestCluster> trouble)
    {
        await using var scene = await CheckedScene.OpenAsync();
        trouble(scene.One, scene.Two);
        var checks = (await scene.CheckAsync()).Where(check => check.Id == id && check.Cluster == cluster).ToList();
        Assert.Contains(checks, check => check.Status == status && check.Message.Contains(message, StringComparison.Ordinal));
        Assert.All(checks.Where(check => check.Status is CheckStatus.Failed or CheckStatus.Warned), check => Assert.NotEmpty(check.Hint));
    }

    [Fact]
    public async Task What_rules_find_too_is_said_in_their_words_and_under_their_id()
    {
        await using var scene = await CheckedScene.OpenAsync();
        scene.Two.Put(CheckedScene.MeshConfig("cluster2", "trustDomainAliases: []"));
        scene.Two.Put(CheckedScene.RootMap(CheckedScene.Certificate("CN=other", 10)));
        var read = await scene.ReadAsync();
        var findings = FederationAnalysis.Run(read.AsPublished([]));
        var found = CheckList.Run(read).Where(check => check.Category == "Trust" && check.Rule.Length > 0).ToList();
        Assert.Equal(["MF5005", "MF5007", "MF5009"], found.Select(check => check.Rule).Order());
        Assert.All(found, check => Assert.Contains(findings, finding =>
            (finding.Rule, finding.Message, finding.Recommendation) == (check.Rule, check.Message, check.Hint)));
    }

    [Fact]
    public async Task Shares_of_requests_that_a_match_takes_are_held_against_what_was_declared()
    {
        await using var scene = await CheckedScene.OpenAsync(publish: false);
        var split = TrafficSplits.WithTrafficSplit(
            scene.Service,
            [Model.Traffic.DestinationSyntax.Parse("cluster1/v2:100")],
            [
                new() { Path = new(StringMatchKind.Prefix, "/api") },
                new() { Header = StringMatches.Create([new("end-user", new(StringMatchKind.Exact, "jason"))]) },
                new() { Path = new(StringMatchKind.Regex, "/x.*") },
            ]);
        await scene.PublishAsync(split);
        var checks = Of(await scene.CheckAsync(split));
        Assert.Equal(
            [
                "reviews.default.svc.cluster.local:9080 Passed",
                "reviews.default.svc.cluster.local:9080 NotChecked",
                "reviews.default.svc.cluster.local:9080 with Header[end-user]=jason Passed",
                "reviews.default.svc.cluster.local:9080 with PathPrefix=/api Passed",
            ],
            checks.OrderBy(check => check.Message.Split(": ")[0], StringComparer.Ordinal)
                .Select(check => $"{check.Message.Split(": ")[0]} {check.Status}"));
        var found = scene.One.Find("virtualservices", "default", "reviews")!;
        var route = found["spec"]!["http"]!.AsArray().Single(item => item!.ToJsonString().Contains("/api", StringComparison.Ordinal))!;
        route["route"] = Server.YamlText.Parse("{a: [{destination: {host: reviews, subset: version-v1}}]}")!["a"]!.DeepClone();
        scene.One.Put(found);
        var changed = Of(await scene.CheckAsync(split)).Where(check => check.Status == CheckStatus.Failed).ToList();
        Assert.Equal(2, changed.Count);
        var failed = changed.Single(check => check.Message.Contains("PathPrefix=/api", StringComparison.Ordinal));
        Assert.Equal(
            "reviews.default.svc.cluster.local:9080 with PathPrefix=/api: it is shared out as 100 % version-v1 of "
            + "reviews.default.svc.cluster.local, and was declared as 100 % version-v2 of reviews.default.svc.cluster.local.",
            failed.Message);
        Assert.EndsWith(
            "Trace-MeshRequest cluster1/default reviews.default.svc.cluster.local:9080 -RequestPath '/api' -Live shows the way.",
            failed.Hint,
            StringComparison.Ordinal);

        static List<MeshCheck> Of(IEnumerable<MeshCheck> checks) => [.. checks.Where(check => check.Id == "splits-arrive")];
    }

    [Fact]
    public async Task A_drifted_object_is_said_with_its_fields()
    {
        await using var scene = await CheckedScene.OpenAsync();
        var split = scene.Service with { TrafficSplit = [] };
        var checks = await scene.CheckAsync(TrafficSplits.WithTrafficSplit(
            split,
            [
                Model.Traffic.DestinationSyntax.Parse("cluster2/v3:50"),
                Model.Traffic.DestinationSyntax.Parse("cluster1/v1:40"),
                Model.Traffic.DestinationSyntax.Parse("cluster1/v2:10")
            ],
            []));
        var drifted = Assert.Single(checks, check => check is { Id: "objects-published", Status: CheckStatus.Warned });
        Assert.Contains("spec.http[0].route[0].weight: 75 → 50", drifted.Message);
    }

    [Fact]
    public async Task What_may_not_be_read_is_said_and_the_rest_is_checked()
    {
        await using var scene = await CheckedScene.OpenAsync();
        const string AllButPods = "rules: [{apiGroups: ['', apps, networking.istio.io, security.istio.io], resources: [services, "
            + "namespaces, configmaps, deployments, destinationrules, gateways, serviceentries, sidecars, virtualservices, "
            + "workloadentries, envoyfilters, peerauthentications], verbs: [get, list, watch, create, patch]}]";
        foreach (var cluster in scene.Clusters.All) cluster.Allow("viewer", AllButPods);
        var checks = await scene.CheckAsync(scene.ServiceOf("-viewer"));
        Assert.Contains(
            checks,
            check => check is { Id: "objects-readable", Status: CheckStatus.Warned }
                && check.Message.StartsWith("Pod: ", StringComparison.Ordinal));
        Assert.Contains(checks, check => check is { Id: "calls-arrive", Cluster: "cluster1", Status: CheckStatus.NotChecked });
        Assert.Contains(checks, check => check is { Id: "subset-pods", Status: CheckStatus.NotChecked });
        Assert.DoesNotContain(checks, check => check.Id is "gateway-pods" or "subset-pods" && check.Status == CheckStatus.Failed);
    }

    private static void Tell(TestCluster cluster, string path, string answer) =>
        CheckedScene.Tell(cluster, asked => asked == path ? ApiAnswer.OfText(answer) : ApiAnswer.OfText("", 401));

    private static void Status(TestCluster cluster, string status)
    {
        var found = cluster.Find("virtualservices", "default", "reviews")!;
        found["status"] = Server.YamlText.Parse($"{{{status}}}");
        cluster.Put(found);
    }
}
