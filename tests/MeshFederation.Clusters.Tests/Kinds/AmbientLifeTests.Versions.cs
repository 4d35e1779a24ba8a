using MeshFederation.Clusters.Comparing;
using MeshFederation.Clusters.Tests.Server.Faults;
using MeshFederation.Model.Plans;

namespace MeshFederation.Clusters.Tests.Kinds;

/// <content>What runs, whatever was declared.</content>
public sealed partial class AmbientLifeTests
{
    private const string Mixed = "connections go to the wrong service";

    [Theory]
    [InlineData("istio-proxy", "docker.io/istio/proxyv2:1.29.1", "", "the gateway of Gateway/istio-system/GATEWAY is Istio 1.29.1")]
    [InlineData("istio-proxy", "docker.io/istio/proxyv2:1.29.2-distroless", "", null)]
    [InlineData("istio-proxy", "docker.io/istio/proxyv2:1.29.1", ", status: {phase: Failed}", null)]
    [InlineData("discovery", "docker.io/istio/pilot:1.28.0", "", "the istiod of Gateway/istio-system/GATEWAY is Istio 1.28.0")]
    [InlineData("discovery", "docker.io/istio/pilot:1.30.3", "", null)]
    public async Task A_cluster_that_mixes_services_up_is_not_called_whatever_was_declared(
        string container, string image, string status, string? why)
    {
        await using var ambient = await AmbientScene.OpenAsync(servers, "in-process");
        await ambient.MakeServicesAsync();
        await RunAsync(ambient, "a", container, image, status: status);
        foreach (var force in new[] { false, true })
        {
            var plan = await ambient.Declared.PlanAsync(new ComparisonOptions { Force = force }, ambient.DeclareRatings());
            var gateway = Assert.Single(plan.Changes, change => change.Name == ambient.Gateway);
            Assert.Equal(why is null ? ChangeAction.Create : ChangeAction.Conflict, gateway.Action);
            if (why is null) continue;
            Assert.Contains(why.Replace("GATEWAY", ambient.Gateway, StringComparison.Ordinal), gateway.Message, StringComparison.Ordinal);
            Assert.Contains(Mixed, gateway.Message, StringComparison.Ordinal);
        }
    }

    /// <summary>What runs older by now keeps nobody from draining a cluster, or from going back.</summary>
    [Fact]
    public async Task Where_our_own_gateway_takes_calls_already_it_is_a_note()
    {
        await using var ambient = await AmbientScene.OpenAsync(servers, "in-process");
        await ambient.MakeServicesAsync();
        await ambient.Scene.PublishAsync(await ambient.Declared.PlanAsync(ambient.DeclareRatings()));
        await RunAsync(ambient, "a", "istio-proxy", "docker.io/istio/proxyv2:1.29.1");
        var comparison = await ambient.Declared.CompareAsync(ambient.DeclareRatings());
        Assert.DoesNotContain(comparison.Plan.Changes, change => change.Action == ChangeAction.Conflict);
        Assert.Contains(comparison.Notes, note => note.Contains(Mixed, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_gateway_that_is_somebodys_is_looked_at_as_well()
    {
        await using var ambient = await AmbientScene.OpenAsync(servers, "in-process");
        await ambient.MakeServicesAsync();
        await ambient.Declared.ApplyAsync("cluster2", "helm", EastWest(ambient.Gateway));
        await RunAsync(ambient, "a", "istio-proxy", "istio/proxyv2:1.29.0");
        Assert.Contains(Mixed, Refusal(await ambient.Declared.PlanAsync(ambient.DeclareRatings())), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1-28", "1-30", true)]
    [InlineData("1-30", "1-30", false)]
    [InlineData("stable", "1-30", false)]
    [InlineData("stable}, annotations: {sidecar.istio.io/status: '{\"revision\":\"1-30\"}'", "1-30", false)]
    public async Task The_istiod_of_the_gateway_counts_alone(string gateway, string newer, bool isRefused)
    {
        await using var ambient = await AmbientScene.OpenAsync(servers, "in-process");
        await ambient.MakeServicesAsync();
        await RunAsync(ambient, "a", "istio-proxy", "istio/proxyv2:1.30.3", gateway);
        await RunAsync(ambient, "b", "discovery", "istio/pilot:1.28.0", "1-28");
        await RunAsync(ambient, "c", "discovery", "istio/pilot:1.30.3", newer);
        var comparison = await ambient.Declared.CompareAsync(ambient.DeclareRatings());
        Assert.Equal(isRefused, Refusal(comparison.Plan).Contains(Mixed, StringComparison.Ordinal));
        Assert.Equal(
            gateway == "stable",
            comparison.Notes.Any(note => note.Contains("the istiod that configures it runs is not known", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_version_that_is_not_known_is_said()
    {
        await using var ambient = await AmbientScene.OpenAsync(servers, "in-process");
        await ambient.MakeServicesAsync();
        await RunAsync(ambient, "a", "istio-proxy", "istio/proxyv2@sha256:0a1b");
        var comparison = await ambient.Declared.CompareAsync(ambient.DeclareRatings());
        Assert.Empty(Refusal(comparison.Plan));
        Assert.Contains(comparison.Notes, note => note.Contains("the image of its pods does not tell", StringComparison.Ordinal));
        ambient.Scene.InProcess!["cluster2"].Faults.Add(
            Fault.NoRight("list", "pods"), request => request is { Plural: "pods" }, times: FaultScript.Always);
        comparison = await ambient.Declared.CompareAsync(ambient.DeclareRatings());
        Assert.Empty(comparison.Failures);
        Assert.Contains(comparison.Notes, note => note.Contains("since pods may not be read", StringComparison.Ordinal));
    }

    private static Task RunAsync(
        AmbientScene ambient, string name, string container, string image, string revision = "default", string status = "")
    {
        var label = container == "discovery" ? "app: istiod" : $"gateway.networking.k8s.io/gateway-name: {ambient.Gateway}";
        return ambient.Declared.ApplyAsync(
            "cluster2", "istiod",
            $"{{apiVersion: v1, kind: Pod, metadata: {{name: {name}, namespace: istio-system, labels: {{{label}, istio.io/rev: "
            + $"{revision}}}}}, spec: {{containers: [{{name: {container}, image: '{image}'}}]}}{status}}}");
    }
}
