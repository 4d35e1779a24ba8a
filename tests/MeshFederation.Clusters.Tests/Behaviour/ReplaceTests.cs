using System.Text.Json.Nodes;
using MeshFederation.Clusters.Tests.Behaviour.Servers;
using static MeshFederation.Clusters.Tests.Behaviour.Objects;

namespace MeshFederation.Clusters.Tests.Behaviour;

/// <summary>PUT and merge patches.</summary>
public sealed class ReplaceTests(ServersUnderTest servers) : BehaviourTests(servers)
{
    [Theory, EveryServer]
    public async Task The_whole_object_is_replaced(string server)
    {
        var on = await OnAsync(server);
        var made = await on.ApplyAsync(First, ServiceEntry("a", "hosts: [a.global], resolution: STATIC"));
        var replaced = await on.ReplaceAsync(ServiceEntries, "a", WithSpec(made, """{"hosts":["b.global"]}"""));
        Assert.Equal(200, replaced.Code);
        Assert.Equal("""{"hosts":["b.global"]}""", replaced.Part("spec"));
        Assert.Equal(made.Part("metadata", "uid"), replaced.Part("metadata", "uid"));
    }

    [Theory, EveryServer]
    public async Task An_object_that_has_moved_on_is_not_replaced(string server)
    {
        var on = await OnAsync(server);
        var made = await on.ApplyAsync(First, ServiceEntry("a", "hosts: [a.global]"));
        await on.ApplyAsync(First, ServiceEntry("a", "hosts: [b.global]"));
        var reply = await on.ReplaceAsync(ServiceEntries, "a", WithSpec(made, """{"hosts":["c.global"]}"""));
        Assert.Equal((409, "Conflict"), (reply.Code, reply.Reason));
        Assert.Equal("serviceentries networking.istio.io a", reply.Details);
    }

    [Theory, EveryServer]
    public async Task A_custom_resource_is_replaced_only_at_a_version(string server)
    {
        var on = await OnAsync(server);
        await on.ApplyAsync(First, ServiceEntry("a", "hosts: [a.global]"));
        var reply = await on.ReplaceAsync(
            ServiceEntries,
            "a",
            """{"apiVersion":"networking.istio.io/v1","kind":"ServiceEntry","metadata":{"name":"a"},"spec":{"hosts":["a"]}}""");
        Assert.Equal((422, "Invalid"), (reply.Code, reply.Reason));
        Assert.Contains(
            "metadata.resourceVersion: Invalid value: 0",
            reply.Message.Replace("0x0", "0", StringComparison.Ordinal),
            StringComparison.Ordinal);
    }

    [Theory, EveryServer]
    public async Task What_is_not_there_cannot_be_replaced(string server)
    {
        var on = await OnAsync(server);
        var reply = await on.ReplaceAsync(ConfigMaps, "a", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"}}""");
        Assert.Equal((404, "configmaps \"a\" not found"), (reply.Code, reply.Message));
    }

    [Theory, EveryServer]
    public async Task A_merge_patch_sets_and_removes(string server)
    {
        var on = await OnAsync(server);
        await on.ApplyAsync(First, ConfigMap("a", "a: '1', b: '2'"));
        var reply = await on.MergeAsync(ConfigMaps, "a", """{"data":{"a":null,"c":"3"}}""");
        Assert.Equal("""{"b":"2","c":"3"}""", reply.Part("data"));
        Assert.Equal(404, (await on.MergeAsync(ConfigMaps, "none", """{"data":{}}""")).Code);
    }

    [Theory, EveryServer]
    public async Task Writing_what_is_there_leaves_the_version(string server)
    {
        var on = await OnAsync(server);
        var made = await on.CreateAsync(ServiceEntry("a", "hosts: [a.global]"));
        Assert.Equal(made.Version, (await on.ReplaceAsync(ServiceEntries, "a", made.Text)).Version);
        Assert.Equal(made.Version, (await on.MergeAsync(ServiceEntries, "a", """{"spec":{"hosts":["a.global"]}}""")).Version);
    }

    private static string WithSpec(Reply reply, string spec)
    {
        var value = reply.Json.DeepClone();
        value["spec"] = JsonNode.Parse(spec);
        return value.ToJsonString();
    }
}
