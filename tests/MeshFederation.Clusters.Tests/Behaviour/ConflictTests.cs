using MeshFederation.Clusters.Tests.Behaviour.Servers;
using static MeshFederation.Clusters.Tests.Behaviour.Objects;

namespace MeshFederation.Clusters.Tests.Behaviour;

/// <summary>What a server says when an apply would change the fields of others.</summary>
public sealed class ConflictTests(ServersUnderTest servers) : BehaviourTests(servers)
{
    [Theory, EveryServer]
    public async Task One_field_is_named_in_one_line(string server)
    {
        var on = await OnAsync(server);
        var before = await on.ApplyAsync(First, VirtualService("a", "hosts: [a], http: [{route: [{destination: {host: a}}]}]"));
        var reply = await on.ApplyAsync(Second, VirtualService("a", "hosts: [a], http: [{route: [{destination: {host: b}}]}]"));
        Assert.Equal((409, "Conflict"), (reply.Code, reply.Reason));
        Assert.Equal("Apply failed with 1 conflict: conflict with \"first\": .spec.http", reply.Message);
        Assert.Equal([".spec.http: conflict with \"first\""], reply.Causes);
        Assert.Equal(before.Version, (await on.GetAsync(VirtualServices, "a")).Version);
    }

    [Theory, EveryServer]
    public async Task Several_fields_are_listed_under_their_managers(string server)
    {
        var on = await OnAsync(server);
        await on.ApplyAsync(First, ConfigMap("a", "a: '1', b: '2'"));
        await on.ApplyAsync(Second, ConfigMap("a", "b: '2'", "tier: web"));
        var reply = await on.ApplyAsync("third", ConfigMap("a", "a: '8', b: '9'", "tier: db"));
        Assert.Equal(
            "Apply failed with 4 conflicts: conflicts with \"first\":\n- .data.a\n- .data.b\nconflicts with \"second\":\n- .data.b\n- "
            + ".metadata.labels.tier",
            reply.Message);
        Assert.Equal(
            [
                ".data.a: conflict with \"first\"", ".data.b: conflict with \"first\"", ".data.b: conflict with \"second\"",
                ".metadata.labels.tier: conflict with \"second\""
            ],
            reply.Causes);
    }

    [Theory, EveryServer(Current = true)]
    public async Task An_item_of_a_keyed_list_is_named_by_its_key(string server)
    {
        var on = await OnAsync(server);
        await on.ApplyAsync(First, ServiceEntry("a", "hosts: [a.global], ports: [{name: http, number: 80, protocol: HTTP}]"));
        var reply = await on.ApplyAsync(Second, ServiceEntry("a", "hosts: [a.global], ports: [{name: http, number: 80, protocol: TCP}]"));
        Assert.Equal("Apply failed with 1 conflict: conflict with \"first\": .spec.ports[name=\"http\"].protocol", reply.Message);
    }

    [Theory, EveryServer]
    public async Task A_manager_of_another_write_is_named_with_its_version(string server)
    {
        var on = await OnAsync(server);
        await on.CreateAsync(ServiceEntry("a", "hosts: [a.global], resolution: STATIC"), "fieldManager=editor");
        var reply = await on.ApplyAsync(First, ServiceEntry("a", "hosts: [a.global], resolution: DNS"));
        Assert.Equal(
            "Apply failed with 1 conflict: conflict with \"editor\" using networking.istio.io/v1: .spec.resolution", reply.Message);
    }

    [Theory, EveryServer]
    public async Task A_dry_run_conflicts_too(string server)
    {
        var on = await OnAsync(server);
        await on.ApplyAsync(First, ConfigMap("a", "a: '1'"));
        Assert.Equal(409, (await on.ApplyAsync(Second, ConfigMap("a", "a: '2'"), "dryRun=All")).Code);
    }

    [Theory, EveryServer]
    public async Task What_the_owner_itself_changes_is_no_conflict(string server)
    {
        var on = await OnAsync(server);
        await on.ApplyAsync(First, ConfigMap("a", "a: '1'"));
        Assert.Equal(200, (await on.ApplyAsync(First, ConfigMap("a", "a: '2'"))).Code);
    }

    [Theory, EveryServer]
    public async Task A_field_that_nobody_owns_any_more_can_be_had(string server)
    {
        var on = await OnAsync(server);
        await on.ApplyAsync(First, ConfigMap("a", "a: '1', b: '2'"));
        await on.ApplyAsync(First, ConfigMap("a", "b: '2'"));
        Assert.Equal("""{"a":"9","b":"2"}""", (await on.ApplyAsync(Second, ConfigMap("a", "a: '9'"))).Part("data"));
    }
}
