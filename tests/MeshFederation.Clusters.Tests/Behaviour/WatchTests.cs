using MeshFederation.Clusters.Tests.Behaviour.Servers;
using static MeshFederation.Clusters.Tests.Behaviour.Objects;

namespace MeshFederation.Clusters.Tests.Behaviour;

/// <summary>Watches.</summary>
public sealed class WatchTests(ServersUnderTest servers) : BehaviourTests(servers)
{
    [Theory, EveryServer]
    public async Task A_watch_from_a_list_sees_what_is_added_changed_and_deleted(string server)
    {
        var on = await OnAsync(server);
        await on.ApplyAsync(First, ServiceEntry("before", "hosts: [a.global]"));
        using var watch = await WatchAsync(on, (await on.GetAsync(ServiceEntries)).Version);
        var added = await on.ApplyAsync(First, ServiceEntry("a", "hosts: [a.global]"));
        await on.ApplyAsync(First, ServiceEntry("a", "hosts: [b.global]"));
        await on.DeleteAsync(ServiceEntries, "a");
        var first = (await watch.NextAsync())!.Value;
        Assert.Equal(("ADDED", added.Version), (first.Type, (string?)first.Object["metadata"]!["resourceVersion"]));
        Assert.Equal("MODIFIED a", await watch.NextNameAsync());
        Assert.Equal("DELETED a", await watch.NextNameAsync());
    }

    [Theory, EveryServer]
    public async Task A_deleted_object_comes_as_it_was_at_the_version_of_its_end(string server)
    {
        var on = await OnAsync(server);
        var made = await on.ApplyAsync(First, ServiceEntry("a", "hosts: [a.global]"));
        using var watch = await WatchAsync(on, made.Version);
        await on.DeleteAsync(ServiceEntries, "a");
        var gone = (await watch.NextAsync())!.Value;
        Assert.Equal("DELETED", gone.Type);
        Assert.Equal("""["a.global"]""", gone.Object["spec"]!["hosts"]!.ToJsonString());
        Assert.NotEqual(made.Version, (string?)gone.Object["metadata"]!["resourceVersion"]);
    }

    [Theory, EveryServer]
    public async Task A_watch_without_a_version_begins_with_what_is_there(string server)
    {
        var on = await OnAsync(server);
        await on.ApplyAsync(First, ServiceEntry("a", "hosts: [a.global]"));
        await on.ApplyAsync(First, ServiceEntry("b", "hosts: [b.global]"));
        using var watch = await WatchAsync(on, "");
        Assert.Equal(
            ["ADDED a", "ADDED b"], new[] { await watch.NextNameAsync(), await watch.NextNameAsync() }.Order(StringComparer.Ordinal));
        await on.ApplyAsync(First, ServiceEntry("c", "hosts: [c.global]"));
        Assert.Equal("ADDED c", await watch.NextNameAsync());
    }

    [Theory, EveryServer]
    public async Task What_is_no_longer_selected_is_deleted_for_the_watch_and_added_when_it_is_again(string server)
    {
        var on = await OnAsync(server);
        var made = await on.ApplyAsync(First, ServiceEntry("a", "hosts: [a.global]", "tier: web"));
        using var watch = await WatchAsync(on, made.Version, "&labelSelector=tier%3Dweb");
        await on.ApplyAsync(First, ServiceEntry("a", "hosts: [a.global]", "tier: db"));
        await on.ApplyAsync(First, ServiceEntry("other", "hosts: [a.global]"));
        await on.ApplyAsync(First, ServiceEntry("a", "hosts: [a.global]", "tier: web"));
        Assert.Equal("DELETED a", await watch.NextNameAsync());
        Assert.Equal("ADDED a", await watch.NextNameAsync());
    }

    [Theory, EveryServer]
    public async Task Another_version_of_the_kind_sees_the_same_changes(string server)
    {
        var on = await OnAsync(server);
        var made = await on.ApplyAsync(First, ServiceEntry("a", "hosts: [a.global]"));
        using var watch =
            await on.Server.WatchAsync($"{on.Path(ServiceEntries, version: "v1beta1")}?watch=true&resourceVersion={made.Version}");
        await on.ApplyAsync(First, ServiceEntry("a", "hosts: [b.global]"));
        var change = (await watch.NextAsync())!.Value;
        Assert.Equal(("MODIFIED", "networking.istio.io/v1beta1"), (change.Type, (string?)change.Object["apiVersion"]));
    }

    [Theory, EveryServer]
    public async Task The_server_ends_a_watch_when_its_time_is_up(string server)
    {
        var on = await OnAsync(server);
        using var watch = await WatchAsync(on, (await on.GetAsync(ServiceEntries)).Version, "&timeoutSeconds=1");
        Assert.Equal(200, watch.Code);
        Assert.Null(await watch.NextAsync());
    }

    [Theory, EveryServer(Current = true)]
    public async Task A_dry_run_is_not_seen(string server)
    {
        var on = await OnAsync(server);
        using var watch = await WatchAsync(on, (await on.GetAsync(ServiceEntries)).Version);
        await on.ApplyAsync(First, ServiceEntry("dry", "hosts: [a.global]"), "dryRun=All");
        await on.ApplyAsync(First, ServiceEntry("wet", "hosts: [a.global]"));
        Assert.Equal("ADDED wet", await watch.NextNameAsync());
    }

    private static Task<WatchReader> WatchAsync(Sandbox on, string version, string query = "") =>
        on.Server.WatchAsync($"{on.Path(ServiceEntries)}?watch=true&resourceVersion={version}{query}");
}
