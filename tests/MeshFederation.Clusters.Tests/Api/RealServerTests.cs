using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Connections;
using MeshFederation.Clusters.Tests.Servers;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Tests.Api;

/// <summary>What real API servers answer, read rightly.</summary>
public sealed class RealServerTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly RealServers _servers;

    public RealServerTests(RealServers servers) => _servers = servers;

    public static TheoryData<string> Versions => [RealServers.Newest, RealServers.WithRbac];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task What_is_applied_can_be_read_listed_and_deleted_once(string version)
    {
        var api = Api(version);
        var applied = await api.ApplyAsync(Objects.DestinationRule, Objects.Rule("whole-life", "reviews"), new(), Ct);
        Assert.Equal("meshfederation", applied.Map("metadata")!.Maps("managedFields").Single().Text("manager"));
        Assert.Equal("reviews", (await api.GetAsync(Objects.DestinationRule, "default", "whole-life", Ct))!.Map("spec")!.Text("host"));
        var listed = await api.ListAsync(Objects.DestinationRule, "default", null, Ct);
        Assert.Equal("DestinationRule", listed.Item.Single(item => item.Name() == "whole-life").Text("kind"));
        Assert.True(await api.DeleteAsync(Objects.DestinationRule, "default", "whole-life", new(), Ct));
        Assert.False(await api.DeleteAsync(Objects.DestinationRule, "default", "whole-life", new(), Ct));
        Assert.Null(await api.GetAsync(Objects.DestinationRule, "default", "whole-life", Ct));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_dry_run_changes_nothing(string version)
    {
        var api = Api(version);
        await api.ApplyAsync(Objects.DestinationRule, Objects.Rule("dry", "before"), new(), Ct);
        var would = await api.ApplyAsync(Objects.DestinationRule, Objects.Rule("dry", "after"), new(DryRun: true), Ct);
        Assert.Equal("after", would.Map("spec")!.Text("host"));
        Assert.True(await api.DeleteAsync(Objects.DestinationRule, "default", "dry", new(DryRun: true), Ct));
        Assert.Equal("before", (await api.GetAsync(Objects.DestinationRule, "default", "dry", Ct))!.Map("spec")!.Text("host"));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_list_comes_in_pages_and_says_what_its_items_are(string version)
    {
        var api = Api(version);
        var labels = UnstructuredMap.Of(("list", "paged"));
        foreach (var name in new[] { "a", "b", "c", "d", "e" })
            await api.ApplyAsync(ResourceKinds.ConfigMap, Objects.ConfigMap("paged-" + name, name, labels: labels), new(), Ct);
        var connection = ConnectionFactory.Connect(
            Clusters.Kubeconfig.KubeconfigDocument.Read(Clusters.Kubeconfig.KubeconfigFiles.Find(_servers.Get(version).Kubeconfig))
                .Context("cluster1"));
        var list = await new ListReader(
            connection, new(connection, ApiTimes.Usual), ResourceKinds.ConfigMap, null, "list=paged")
        { PageSize = 2 }.ReadAsync(Ct);
        Assert.Equal(["paged-a", "paged-b", "paged-c", "paged-d", "paged-e"], list.Item.Select(item => item.Name()));
        Assert.All(list.Item, item => Assert.Equal(("v1", "ConfigMap"), (item.Text("apiVersion"), item.Text("kind"))));
        Assert.NotEmpty(list.ResourceVersion);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_watch_tells_what_happens_after_a_list(string version)
    {
        var api = Api(version);
        var list = await api.ListAsync(ResourceKinds.ConfigMap, "default", "watched=yes", Ct);
        var labels = UnstructuredMap.Of(("watched", "yes"));
        await api.ApplyAsync(ResourceKinds.ConfigMap, Objects.ConfigMap("watched", "1", labels: labels), new(), Ct);
        await api.ApplyAsync(ResourceKinds.ConfigMap, Objects.ConfigMap("watched", "2", labels: labels), new(), Ct);
        await api.DeleteAsync(ResourceKinds.ConfigMap, "default", "watched", new(), Ct);
        var events = await api.WatchAsync(ResourceKinds.ConfigMap, "default", "watched=yes", list.ResourceVersion, Ct)
            .Where(happened => happened.Type is not WatchEventType.Bookmark).Take(3).ToListAsync(Ct);
        Assert.Equal([WatchEventType.Added, WatchEventType.Modified, WatchEventType.Deleted], events.Select(happened => happened.Type));
        Assert.Equal(["1", "2", "2"], events.Select(happened => happened.Item.Map("data")!.Text("key")));
    }

    [Fact]
    public async Task A_watch_from_a_state_long_gone_says_that_the_list_must_be_read_again()
    {
        var watch = Api(RealServers.Newest).WatchAsync(Objects.DestinationRule, "default", null, "1", Ct);
        var error = await Assert.ThrowsAsync<ApiException>(async () => await watch.ToListAsync(Ct));
        Assert.Equal((MeshErrorId.StateExpired, 410), (error.ErrorId, error.Status));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_kind_that_is_not_served_is_said_and_its_list_is_empty(string version)
    {
        var kind = new ResourceKind("networking.istio.io", "v9", "virtualservices", "VirtualService");
        Assert.True((await Api(version).ListAsync(kind, null, null, Ct)).Missing);
        var error = await Assert.ThrowsAsync<ApiException>(() => Api(version).GetAsync(kind, "default", "reviews", Ct));
        Assert.Equal(MeshErrorId.KindMissing, error.ErrorId);
        Assert.Contains("virtualservices of networking.istio.io/v9", error.Message, StringComparison.Ordinal);
        error =
            await Assert.ThrowsAsync<ApiException>(() => Api(version).ApplyAsync(kind, Objects.Of(kind, "default", "reviews"), new(), Ct));
        Assert.Equal(MeshErrorId.KindMissing, error.ErrorId);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Writing_into_a_namespace_that_is_not_there_names_the_namespace(string version)
    {
        var error = await Assert.ThrowsAsync<ApiException>(
            () => Api(version).ApplyAsync(Objects.DestinationRule, Objects.Rule("a", "a", "nowhere"), new(), Ct));
        Assert.Equal(MeshErrorId.NamespaceMissing, error.ErrorId);
        Assert.Contains("'nowhere'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Fields_that_others_own_are_listed_with_their_managers(string version)
    {
        var api = Api(version);
        await api.ApplyAsync(Objects.DestinationRule, Objects.Rule("owned", "theirs"), new(FieldManager: "argocd"), Ct);
        var error =
            await Assert.ThrowsAsync<ApiException>(() => api.ApplyAsync(Objects.DestinationRule, Objects.Rule("owned", "ours"), new(), Ct));
        Assert.Equal((MeshErrorId.FieldConflict, 409), (error.ErrorId, error.Status));
        Assert.Equal((".spec.host", "argocd"), (error.Causes.Single().Field, error.Causes.Single().Manager));
        Assert.Contains("'argocd' owns .spec.host", error.Message, StringComparison.Ordinal);
        await api.ApplyAsync(Objects.DestinationRule, Objects.Rule("owned", "ours"), new(Force: true), Ct);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task An_object_that_has_changed_meanwhile_is_left_alone(string version)
    {
        var api = Api(version);
        var first = await api.ApplyAsync(ResourceKinds.ConfigMap, Objects.ConfigMap("changed", "1"), new(), Ct);
        await api.ApplyAsync(ResourceKinds.ConfigMap, Objects.ConfigMap("changed", "2"), new(), Ct);
        var stale = Objects.ConfigMap("changed", "3").At(first.Version());
        Assert.Equal(
            MeshErrorId.ObjectChanged,
            (await Assert.ThrowsAsync<ApiException>(() => api.ReplaceAsync(ResourceKinds.ConfigMap, stale, Ct))).ErrorId);
        Assert.Equal(
            MeshErrorId.ObjectChanged,
            (await Assert.ThrowsAsync<ApiException>(() => api.ApplyAsync(ResourceKinds.ConfigMap, stale, new(), Ct))).ErrorId);
        Assert.Equal(MeshErrorId.ObjectChanged, (await Assert.ThrowsAsync<ApiException>(() =>
            api.DeleteAsync(ResourceKinds.ConfigMap, "default", "changed", new(Uid: "00000000-0000-0000-0000-000000000000"), Ct))).ErrorId);
        Assert.Equal("2", (await api.GetAsync(ResourceKinds.ConfigMap, "default", "changed", Ct))!.Map("data")!.Text("key"));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task An_object_is_made_once_and_one_that_is_not_there_is_not_replaced(string version)
    {
        var api = Api(version);
        await api.CreateAsync(ResourceKinds.ConfigMap, Objects.ConfigMap("made", "1"), Ct);
        Assert.Equal(
            MeshErrorId.ObjectExists,
            (await Assert.ThrowsAsync<ApiException>(
                () => api.CreateAsync(ResourceKinds.ConfigMap, Objects.ConfigMap("made", "1"), Ct))).ErrorId);
        Assert.Equal(
            MeshErrorId.ObjectMissing,
            (await Assert.ThrowsAsync<ApiException>(
                () => api.ReplaceAsync(ResourceKinds.ConfigMap, Objects.ConfigMap("never", "1").At("1"), Ct))).ErrorId);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task An_invalid_object_names_the_field(string version)
    {
        var error = await Assert.ThrowsAsync<ApiException>(() => Api(version).ApplyAsync(
            Objects.DestinationRule,
            Objects.Of(Objects.DestinationRule, "default", "bad", ("spec", UnstructuredMap.Of(("host", 5L)))),
            new(),
            Ct));
        Assert.Equal(MeshErrorId.ObjectInvalid, error.ErrorId);
        Assert.Contains("spec.host", error.Message, StringComparison.Ordinal);
        error = await Assert.ThrowsAsync<ApiException>(
            () => Api(version).CreateAsync(ResourceKinds.ConfigMap, Objects.ConfigMap("Bad_Name", ""), Ct));
        Assert.Equal((MeshErrorId.ObjectInvalid, 422, "metadata.name"), (error.ErrorId, error.Status, error.Causes[0].Field));
    }

    [Fact]
    public async Task A_field_that_the_cluster_does_not_know_is_an_error_and_not_dropped()
    {
        Assert.SkipWhen(AssetServers.Folder is not null, "The definitions of Istio's kinds here take any field.");
        var error = await Assert.ThrowsAsync<ApiException>(() => Api(RealServers.Newest).ApplyAsync(
            Objects.DestinationRule, Objects.Rule("unknown", "reviews", more: ("newField", "x")), new(), Ct));
        Assert.Equal(MeshErrorId.ObjectInvalid, error.ErrorId);
        Assert.Contains(".spec.newField: field not declared in schema", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_user_may_not_do_names_the_rule_that_is_missing()
    {
        var api = KubernetesConnections.For("cluster1-viewer", _servers.Get(RealServers.WithRbac).Kubeconfig);
        var error = await Assert.ThrowsAsync<ApiException>(() => api.ListAsync(Objects.DestinationRule, null, null, Ct));
        Assert.Equal((MeshErrorId.Forbidden, 403), (error.ErrorId, error.Status));
        Assert.Contains("the user 'viewer' may not list destinationrules of all namespaces", error.Message, StringComparison.Ordinal);
        Assert.Contains(
            "the verb 'list' on 'destinationrules' in the API group 'networking.istio.io' in the whole cluster",
            error.Message,
            StringComparison.Ordinal);
        error = await Assert.ThrowsAsync<ApiException>(() => api.ApplyAsync(Objects.DestinationRule, Objects.Rule("a", "a"), new(), Ct));
        Assert.Contains(
            "the verb 'patch' on 'destinationrules' in the API group 'networking.istio.io' in the namespace 'default'",
            error.Message,
            StringComparison.Ordinal);
        Assert.Contains(
            """{ apiGroups: ["networking.istio.io"], resources: ["destinationrules"], verbs: ["patch"] }""",
            error.RecommendedAction,
            StringComparison.Ordinal);
    }

    private KubernetesApi Api(string version) => KubernetesConnections.For("cluster1", _servers.Get(version).Kubeconfig);
}
