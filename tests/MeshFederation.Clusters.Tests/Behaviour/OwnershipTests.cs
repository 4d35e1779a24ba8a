using MeshFederation.Clusters.Tests.Behaviour.Servers;
using static MeshFederation.Clusters.Tests.Behaviour.Objects;

namespace MeshFederation.Clusters.Tests.Behaviour;

/// <summary>Two managers of one object.</summary>
public sealed class OwnershipTests(ServersUnderTest servers) : BehaviourTests(servers)
{
    [Theory, EveryServer]
    public async Task Who_applies_what_is_there_owns_it_too_and_the_version_moves(string server)
    {
        var on = await OnAsync(server);
        var first = await on.ApplyAsync(First, ConfigMap("a", "a: '1', b: '2'"));
        var second = await on.ApplyAsync(Second, ConfigMap("a", "a: '1'"));
        Assert.Equal(200, second.Code);
        Assert.NotEqual(first.Version, second.Version);
        Assert.Equal("""{"f:data":{"f:a":{},"f:b":{}}}""", second.FieldsOf(First));
        Assert.Equal("""{"f:data":{"f:a":{}}}""", second.FieldsOf(Second));
    }

    [Theory, EveryServer]
    public async Task A_field_that_one_of_its_owners_leaves_stays(string server)
    {
        var on = await OnAsync(server);
        await on.ApplyAsync(First, ConfigMap("a", "a: '1', b: '2'"));
        await on.ApplyAsync(Second, ConfigMap("a", "a: '1'"));
        var left = await on.ApplyAsync(First, ConfigMap("a", "c: '3'"));
        Assert.Equal("""{"a":"1","c":"3"}""", left.Part("data"));
        var gone = await on.ApplyAsync(Second, ConfigMap("a", ""));
        Assert.Equal("""{"c":"3"}""", gone.Part("data"));
    }

    [Theory, EveryServer]
    public async Task Labels_are_owned_key_by_key(string server)
    {
        var on = await OnAsync(server);
        await on.ApplyAsync(First, ConfigMap("a", "a: '1'", "ours: a"));
        var both = await on.ApplyAsync(Second, ConfigMap("a", "b: '2'", "theirs: b"));
        Assert.Equal("""{"ours":"a","theirs":"b"}""", both.Part("metadata", "labels"));
        var left = await on.ApplyAsync(First, ConfigMap("a", "a: '1'"));
        Assert.Equal("""{"theirs":"b"}""", left.Part("metadata", "labels"));
    }

    [Theory, EveryServer(Current = true)]
    public async Task Ports_of_a_ServiceEntry_are_owned_by_name(string server)
    {
        var on = await OnAsync(server);
        await on.ApplyAsync(First, ServiceEntry("a", "hosts: [a.global], ports: [{name: http, number: 80, protocol: HTTP}]"));
        var both = await on.ApplyAsync(Second, ServiceEntry("a", "hosts: [a.global], ports: [{name: tcp, number: 81, protocol: TCP}]"));
        Assert.Equal(
            """[{"name":"http","number":80,"protocol":"HTTP"},{"name":"tcp","number":81,"protocol":"TCP"}]""", both.Part("spec", "ports"));
        Assert.Equal(
            """{"f:spec":{"f:hosts":{},"f:ports":{"k:{\"name\":\"tcp\"}":{".":{},"f:name":{},"f:number":{},"f:protocol":{}}}}}""",
            both.FieldsOf(Second));
        var left = await on.ApplyAsync(First, ServiceEntry("a", "hosts: [a.global]"));
        Assert.Equal("""[{"name":"tcp","number":81,"protocol":"TCP"}]""", left.Part("spec", "ports"));
    }

    [Theory, EveryServer]
    public async Task Force_takes_the_fields_that_differ_and_shares_the_others(string server)
    {
        var on = await OnAsync(server);
        await on.ApplyAsync(First, ConfigMap("a", "a: '1', b: '2'"));
        var taken = await on.ApplyAsync(Second, ConfigMap("a", "a: '9', b: '2'"), "force=true");
        Assert.Equal("""{"a":"9","b":"2"}""", taken.Part("data"));
        Assert.Equal("""{"f:data":{"f:b":{}}}""", taken.FieldsOf(First));
        Assert.Equal("""{"f:data":{"f:a":{},"f:b":{}}}""", taken.FieldsOf(Second));
    }

    [Theory, EveryServer(Current = true)]
    public async Task Who_lost_every_field_is_no_manager_any_more(string server)
    {
        var on = await OnAsync(server);
        await on.ApplyAsync(First, ServiceEntry("a", "hosts: [a.global]"));
        var taken = await on.ApplyAsync(Second, ServiceEntry("a", "hosts: [b.global]"), "force=true");
        Assert.Null(taken.FieldsOf(First));
        Assert.Single(taken.Json["metadata"]!["managedFields"]!.AsArray());
    }

    [Theory, EveryServer]
    public async Task Other_writes_own_what_they_change_maps_and_all(string server)
    {
        var on = await OnAsync(server);
        var made = await on.CreateAsync(ConfigMap("a", "a: '1'", "tier: web"), "fieldManager=editor");
        Assert.Equal("""{"f:data":{".":{},"f:a":{}},"f:metadata":{"f:labels":{".":{},"f:tier":{}}}}""", made.FieldsOf("editor", "Update"));
        var patched = await on.MergeAsync(ConfigMaps, "a", """{"data":{"b":"2"}}""", "fieldManager=patcher");
        Assert.Equal("""{"f:data":{"f:b":{}}}""", patched.FieldsOf("patcher", "Update"));
    }

    [Theory, EveryServer]
    public async Task Another_write_takes_an_applied_field_from_its_owner(string server)
    {
        var on = await OnAsync(server);
        await on.ApplyAsync(First, ConfigMap("a", "a: '1', b: '2'"));
        var patched = await on.MergeAsync(ConfigMaps, "a", """{"data":{"a":"9"}}""", "fieldManager=editor");
        Assert.Equal("""{"f:data":{"f:b":{}}}""", patched.FieldsOf(First));
        Assert.Equal("""{"f:data":{"f:a":{}}}""", patched.FieldsOf("editor", "Update"));
    }

    [Theory, EveryServer]
    public async Task Without_a_name_the_manager_is_the_program(string server)
    {
        var on = await OnAsync(server);
        Assert.NotNull((await on.CreateAsync(ConfigMap("a", "a: '1'"))).FieldsOf("behaviour", "Update"));
    }

    [Theory, EveryServer(Current = true)]
    public async Task The_status_has_managers_of_its_own(string server)
    {
        var on = await OnAsync(server);
        await on.ApplyAsync(First, VirtualService("a", "hosts: [a]"));
        var status = await on.Server.SendAsync("PATCH", on.Path(VirtualServices, "a/status") + "?fieldManager=istiod",
            "{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: a}, status: {observedGeneration: 1}}",
            "application/apply-patch+yaml");
        Assert.Equal("""{"f:status":{"f:observedGeneration":{}}}""", status.FieldsOf("istiod"));
        var again = await on.ApplyAsync(First, VirtualService("a", "hosts: [b]"));
        Assert.NotNull(again.Part("status"));
        Assert.Equal("""{"f:spec":{"f:hosts":{}}}""", again.FieldsOf(First));
    }
}
