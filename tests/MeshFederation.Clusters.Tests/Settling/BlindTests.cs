using MeshFederation.Clusters.Tests.Server;
using MeshFederation.Clusters.Tests.Server.Access;
using MeshFederation.Clusters.Tests.Server.Faults;
using MeshFederation.Clusters.Tests.Server.Requests;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Tests.Settling;

/// <summary>
/// istiod is asked by a port-forward, else through the proxy; where neither can be, a time is waited, and that it was not seen is said.
/// </summary>
public sealed class BlindTests
{
    private const string Advice = " To have it seen, allow list of pods, and get and create of pods/portforward, in the namespace "
        + "'istio-system'; see about_MeshPublishing.";
    private static readonly TimeSpan Blind = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task Without_the_right_to_forward_ports_the_proxy_is_asked_and_only_it_from_then_on()
    {
        await using var scene = await SettlingScene.OpenAsync(user: "-viewer");
        Allow(scene.Cluster, "pods", "list");
        Allow(scene.Cluster, "pods/proxy", "get");
        var istiod = await scene.AddIstiodAsync();
        istiod.IsOpen = true;
        istiod.Connect("a.default");
        await scene.SettleAsync(await scene.WriteAsync());
        await scene.SettleAsync(await scene.WriteAsync(host: "other"));
        Assert.Single(scene.Cluster.Requests, request => request.Resource is { Subresource: "portforward" });
        Assert.All(scene.Notes, note => Assert.StartsWith("Seen in the cluster 'cluster1'", note.Text, StringComparison.Ordinal));
        Assert.Equal(2, scene.Notes.Count());
    }

    [Fact]
    public async Task With_the_right_to_list_pods_and_forward_ports_it_is_seen()
    {
        await using var scene = await SettlingScene.OpenAsync(user: "-viewer");
        Allow(scene.Cluster, "pods", "list");
        Allow(scene.Cluster, "pods/portforward", "get");
        Allow(scene.Cluster, "pods/portforward", "create");
        (await scene.AddIstiodAsync()).Connect("a.default");
        await scene.SettleAsync(await scene.WriteAsync());
        Assert.False(Assert.Single(scene.Notes).IsWarning);
    }

    [Fact]
    public async Task Where_both_ways_are_refused_a_time_is_waited_each_stage_and_said_once_that_it_was_not_seen()
    {
        await using var scene = await SettlingScene.OpenAsync(user: "-viewer");
        Allow(scene.Cluster, "pods", "list");
        Allow(scene.Cluster, "pods/proxy", "get");
        await scene.AddIstiodAsync();
        await scene.SettleAsync(await scene.WriteAsync());
        Assert.Equal(Blind, scene.Clock.Elapsed);
        var asked = scene.Cluster.Requests.Count;
        await scene.SettleAsync(await scene.WriteAsync(host: "other"));
        Assert.Equal(2 * Blind, scene.Clock.Elapsed);
        Assert.Equal(asked + 1, scene.Cluster.Requests.Count);
        var note = Assert.Single(scene.Notes);
        Assert.True(note.IsWarning);
        Assert.StartsWith(
            "Whether the proxies of the cluster 'cluster1' have what is written cannot be seen: the istiod pod 'istiod-1': by a "
            + "port-forward it cannot be asked: In the cluster of the context 'cluster1-viewer', the user 'viewer' may not get port 15014 "
            + "of Pod istio-system/istiod-1: ",
            note.Text,
            StringComparison.Ordinal);
        Assert.Contains("the verb 'get' on 'pods/portforward'", note.Text, StringComparison.Ordinal);
        Assert.EndsWith(
            "through the API server's proxy it answers 401. 3 s are waited between stages instead (-SettleTime)." + Advice,
            note.Text,
            StringComparison.Ordinal);
        Assert.Equal(
            ["3 s for its proxies, which are not seen", "3 s for its proxies, which are not seen"],
            scene.Progress.Select(progress => progress.Text));
    }

    [Fact]
    public async Task Without_istiod_in_the_cluster_the_time_is_waited()
    {
        await using var scene = await SettlingScene.OpenAsync();
        await scene.SettleAsync(await scene.WriteAsync());
        Assert.Equal(Blind, scene.Clock.Elapsed);
        var note = Assert.Single(scene.Notes).Text;
        Assert.Contains(
            "cannot be seen: no istiod pod (app=istiod) is ready in its namespace 'istio-system'. 3 s are waited",
            note,
            StringComparison.Ordinal);
        Assert.Contains(
            "To have it seen, name istiod's namespace with -IstioNamespace; an istiod outside of the cluster cannot be asked;",
            note,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_istiod_that_restarts_is_not_asked_and_waited_for()
    {
        await using var scene = await SettlingScene.OpenAsync();
        var istiod = await scene.AddIstiodAsync();
        Put(scene.Cluster, "{phase: Running, conditions: [{type: Ready, status: 'False'}]}");
        var asked = -1;
        scene.Clock.Meanwhile = elapsed =>
        {
            if (elapsed != TimeSpan.FromSeconds(9)) return;
            asked = istiod.Paths.Count;
            Put(scene.Cluster, "{phase: Running}");
        };
        await scene.SettleAsync(await scene.WriteAsync());
        Assert.Equal(0, asked);
        Assert.InRange(scene.Clock.Elapsed, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(11));
        Assert.Equal("no istiod pod (app=istiod) is ready in its namespace 'istio-system'", scene.Progress.First().Text);
        Assert.False(Assert.Single(scene.Notes).IsWarning);
    }

    [Fact]
    public async Task An_istiod_that_was_there_a_stage_before_is_waited_for()
    {
        await using var scene = await SettlingScene.OpenAsync();
        await scene.AddIstiodAsync();
        await scene.SettleAsync(await scene.WriteAsync());
        scene.Cluster.Remove("pods", "istio-system", "istiod-1");
        var error = await Assert.ThrowsAsync<MeshException>(async () => await scene.SettleAsync(await scene.WriteAsync(host: "other")));
        Assert.Contains(
            "Still waited for in the cluster 'cluster1': no istiod pod (app=istiod) is ready", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pod_that_was_evicted_is_no_istiod_that_restarts()
    {
        await using var scene = await SettlingScene.OpenAsync();
        Put(scene.Cluster, "{phase: Failed, reason: Evicted}");
        await scene.SettleAsync(await scene.WriteAsync());
        Assert.Equal(Blind, scene.Clock.Elapsed);
    }

    [Fact]
    public async Task A_pod_that_is_about_to_go_does_not_hide_what_the_others_tell()
    {
        await using var scene = await SettlingScene.OpenAsync();
        (await scene.AddIstiodAsync("istiod-2")).Connect("a.default");
        Put(scene.Cluster, "{phase: Running}");
        scene.Clock.Meanwhile = elapsed =>
        {
            if (elapsed == TimeSpan.FromSeconds(4)) scene.Cluster.Remove("pods", "istio-system", "istiod-1");
        };
        await scene.SettleAsync(await scene.WriteAsync());
        Assert.InRange(scene.Clock.Elapsed, TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(5));
        Assert.StartsWith("Seen in the cluster 'cluster1': istiod-2 holds", Assert.Single(scene.Notes).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_right_to_list_pods_the_rule_that_is_missing_is_said()
    {
        await using var scene = await SettlingScene.OpenAsync(user: "-viewer");
        await scene.SettleAsync(await scene.WriteAsync());
        Assert.Contains(
            "the istiod pods cannot be listed: In the cluster of the context 'cluster1-viewer', the user 'viewer' may not list pods",
            Assert.Single(scene.Notes).Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_time_of_zero_nothing_is_waited_for_and_it_is_said_all_the_same()
    {
        await using var scene = await SettlingScene.OpenAsync(blind: 0);
        await scene.SettleAsync(await scene.WriteAsync());
        Assert.Equal(TimeSpan.Zero, scene.Clock.Elapsed);
        Assert.Contains("Nothing is waited for instead (-SettleTime 0).", Assert.Single(scene.Notes).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_limit_of_zero_istiod_is_not_asked_and_the_time_is_waited_without_a_word()
    {
        await using var scene = await SettlingScene.OpenAsync(limit: 0);
        (await scene.AddIstiodAsync()).Connect("a.default").IsSilent = true;
        await scene.SettleAsync(await scene.WriteAsync());
        Assert.Equal(Blind, scene.Clock.Elapsed);
        Assert.Empty(scene.Notes);
        Assert.DoesNotContain(scene.Cluster.Requests, request => request.Plural == "pods");
    }

    [Theory]
    [InlineData("<html>", 200, "its debug end points answer in a form that is not known")]
    [InlineData("{\"items\":[]}", 200, "its debug end points answer in a form that is not known")]
    [InlineData("404 page not found", 404, "by a port-forward it answers 404; through the API server's proxy it answers 401")]
    public async Task An_answer_that_is_not_known_is_none(string answer, int code, string why)
    {
        await using var scene = await SettlingScene.OpenAsync();
        (await scene.AddIstiodAsync()).Instead = _ => ApiAnswer.OfText(answer, code);
        await scene.SettleAsync(await scene.WriteAsync());
        Assert.Equal(Blind, scene.Clock.Elapsed);
        Assert.Contains(
            $"cannot be seen: the istiod pod 'istiod-1': {why}. 3 s", Assert.Single(scene.Notes).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_kubelet_cannot_forward_to_is_said_in_its_words()
    {
        await using var scene = await SettlingScene.OpenAsync();
        scene.Cluster.Put("{apiVersion: v1, kind: Pod, metadata: {name: istiod-1, namespace: istio-system, labels: {app: istiod}}, status: "
            + "{phase: Running}}");
        await scene.SettleAsync(await scene.WriteAsync());
        Assert.Contains(
            "by a port-forward it cannot be asked: error forwarding port 15014 to pod istiod-1, uid : dial tcp4 127.0.0.1:15014: connect: "
            + "connection refused; through",
            Assert.Single(scene.Notes).Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_load_balancer_that_lets_no_WebSocket_pass_leads_to_the_proxy()
    {
        await using var scene = await SettlingScene.OpenAsync();
        var istiod = await scene.AddIstiodAsync();
        istiod.IsOpen = true;
        istiod.Connect("a.default");
        scene.Cluster.Faults.Add(
            Fault.Unavailable, request => request.Resource is { Subresource: "portforward" }, times: FaultScript.Always);
        await scene.SettleAsync(await scene.WriteAsync());
        Assert.StartsWith("Seen in the cluster 'cluster1'", Assert.Single(scene.Notes).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_WebSocket_that_never_opens_leads_to_the_proxy_after_five_seconds()
    {
        await using var scene = await SettlingScene.OpenAsync();
        var istiod = await scene.AddIstiodAsync();
        istiod.IsOpen = true;
        istiod.Connect("a.default");
        var rule =
            scene.Cluster.Faults.Add(Fault.Hang, request => request.Resource is { Subresource: "portforward" }, times: FaultScript.Always);
        var settling = scene.SettleAsync(await scene.WriteAsync());
        await rule.Reached;
        scene.Clock.Advance(TimeSpan.FromSeconds(5));
        await settling;
        Assert.StartsWith("Seen in the cluster 'cluster1'", Assert.Single(scene.Notes).Text, StringComparison.Ordinal);
    }

    private static void Put(TestCluster cluster, string status) => cluster.Put(
        $"{{apiVersion: v1, kind: Pod, metadata: {{name: istiod-1, namespace: istio-system, labels: {{app: istiod}}}}, status: {status}}}");

    private static void Allow(TestCluster cluster, string resource, string verb) =>
        cluster.Allow(new AccessRule("viewer", [verb], [""], [resource]));
}
