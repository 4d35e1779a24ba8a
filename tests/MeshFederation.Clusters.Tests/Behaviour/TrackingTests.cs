using System.Text.Json.Nodes;
using MeshFederation.Clusters.Tests.Behaviour.Servers;
using static MeshFederation.Clusters.Tests.Behaviour.Objects;

namespace MeshFederation.Clusters.Tests.Behaviour;

/// <summary>managedFields that a writer brings along, takes away, or that never were.</summary>
public sealed class TrackingTests(ServersUnderTest servers) : BehaviourTests(servers)
{
    private const string Reset = """{"metadata":{"managedFields":[{}]}}""";

    [Theory, EveryServer]
    public async Task They_can_be_taken_away_and_then_other_writes_are_not_tracked(string server)
    {
        var on = await OnAsync(server);
        await on.ApplyAsync(First, ConfigMap("a", "a: '1'"));
        Assert.Null((await on.MergeAsync(ConfigMaps, "a", Reset)).Part("metadata", "managedFields"));
        Assert.Null((await on.MergeAsync(ConfigMaps, "a", """{"data":{"b":"2"}}""")).Part("metadata", "managedFields"));
    }

    [Theory, EveryServer]
    public async Task What_was_there_before_the_first_apply_has_an_owner_of_that_name(string server)
    {
        var on = await OnAsync(server);
        await on.CreateAsync(ServiceEntry("a", "hosts: [a.global], resolution: STATIC"));
        await on.MergeAsync(ServiceEntries, "a", Reset);
        var conflict = await on.ApplyAsync(First, ServiceEntry("a", "hosts: [a.global], resolution: DNS"));
        Assert.Equal(
            "Apply failed with 1 conflict: conflict with \"before-first-apply\" using networking.istio.io/v1: .spec.resolution",
            conflict.Message);
        var agreed = await on.ApplyAsync(First, ServiceEntry("a", "hosts: [a.global]"));
        Assert.Equal("""{"f:spec":{".":{},"f:hosts":{},"f:resolution":{}}}""", agreed.FieldsOf("before-first-apply", "Update"));
    }

    [Theory, EveryServer(Current = true)]
    public async Task Who_replaces_an_object_can_give_fields_back(string server)
    {
        var on = await OnAsync(server);
        var owned = await on.ApplyAsync(First, ConfigMap("a", "a: '1'"));
        var taken = await on.ApplyAsync(Second, ConfigMap("a", "a: '2'"), "force=true");
        var (before, version) = (owned.Json.DeepClone(), JsonValue.Create(taken.Version));
        before["metadata"]!["resourceVersion"] = version;
        var put = await on.ReplaceAsync(ConfigMaps, "a", before.ToJsonString(), "fieldManager=editor");
        Assert.Equal("""{"a":"1"}""", put.Part("data"));
        before["metadata"]!["resourceVersion"] = JsonValue.Create(put.Version);
        var back = await on.ReplaceAsync(ConfigMaps, "a", before.ToJsonString(), "fieldManager=editor");
        Assert.Equal("""{"f:data":{"f:a":{}}}""", back.FieldsOf(First));
        Assert.Null(back.FieldsOf("editor", "Update"));
    }

    [Theory, EveryServer]
    public async Task A_replacement_without_them_keeps_them(string server)
    {
        var on = await OnAsync(server);
        var made = await on.ApplyAsync(First, ConfigMap("a", "a: '1', b: '2'"));
        var without = made.Json.DeepClone();
        without["metadata"]!.AsObject().Remove("managedFields");
        without["data"]!["b"] = JsonValue.Create("3");
        var put = await on.ReplaceAsync(ConfigMaps, "a", without.ToJsonString(), "fieldManager=editor");
        Assert.Equal("""{"f:data":{"f:a":{}}}""", put.FieldsOf(First));
        Assert.Equal("""{"f:data":{"f:b":{}}}""", put.FieldsOf("editor", "Update"));
    }
}
