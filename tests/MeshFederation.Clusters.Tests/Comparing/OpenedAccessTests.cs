using MeshFederation.Clusters.Tests.Servers;
using MeshFederation.Istio.Declarations.Access;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Services;

namespace MeshFederation.Clusters.Tests.Comparing;

/// <summary>Whom publishing would lead past the AuthorizationPolicies that clusters have.</summary>
public sealed class OpenedAccessTests(RealServers servers)
{
    public static TheoryData<string> Servers => ComparisonScene.Servers;

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task A_server_takes_the_policy_of_access_policies_as_it_is_planned(string server)
    {
        await using var scene = Apart(await ComparisonScene.OpenAsync(servers, server));
        var service = Known(scene)
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
        await using var scene = Apart(await ComparisonScene.OpenAsync(servers, "in-process"));
        var service = Known(scene);
        Assert.Empty((await scene.PlanAsync(service)).Widening);

        await scene.ApplyAsync("cluster2", "kubectl", Policy(scene, "{namespaces: [default]}"));
        var widening = (await scene.PlanAsync(service)).Widening;
        Assert.All(widening, access => Assert.Equal("AuthorizationPolicy/default/" + scene.Service, access.Policy));
        Assert.Equal(["grpc:9090/GRPC", "http:9080/HTTP"], widening.Select(access => access.Port).Distinct().Order());
        Assert.Equal(["cluster1/ns/default/*"], widening.Select(access => access.Identity).Distinct());

        var guarded = service.WithAccess(new() { ServiceAccount = ["web"] });
        Assert.Empty((await scene.PlanAsync(guarded)).Widening);
    }

    [Fact]
    public async Task Pods_that_only_the_Service_tells_are_read_of_it()
    {
        await using var scene = Apart(await ComparisonScene.OpenAsync(servers, "in-process"));
        await scene.ApplyAsync("cluster2", "kubectl", Policy(scene, "{namespaces: [default]}"));
        Assert.Empty((await scene.PlanAsync(scene.Declare())).Widening);

        await scene.ApplyAsync(
            "cluster2",
            "kubectl",
            $"{{apiVersion: v1, kind: Service, metadata: {{name: {scene.Service}, namespace: default}}, spec: {{selector: {{app: "
            + $"{scene.Service}}}, ports: [{{name: http, port: 9080}}, {{name: grpc, port: 9090}}]}}}}");
        Assert.NotEmpty((await scene.PlanAsync(scene.Declare())).Widening);
    }

    private static ComparisonScene Apart(ComparisonScene scene) => scene
        .With(scene.One with { TrustDomain = "cluster1" })
        .With(scene.Two with { TrustDomain = "cluster2" });

    private static MeshService Known(ComparisonScene scene)
    {
        var service = scene.Declare();
        return service with
        {
            Instance = service.Instance
                .Select(instance => instance with { Selector = LabelSet.Create("app", scene.Service) }).ToValueList(),
        };
    }

    private static string Policy(ComparisonScene scene, string source) =>
        $"{{apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {{name: {scene.Service}, namespace: default}}, spec: "
        + $"{{selector: {{matchLabels: {{app: {scene.Service}}}}}, rules: [{{from: [{{source: {source}}}]}}]}}}}";
}
