using System.Text.Json.Nodes;
using MeshFederation.Clusters.Tests.Behaviour.Servers;
using static MeshFederation.Clusters.Tests.Behaviour.Objects;

namespace MeshFederation.Clusters.Tests.Behaviour;

/// <summary>A write that says which object it means, by uid: one that was made anew since is another.</summary>
public sealed class IdentityTests(ServersUnderTest servers) : BehaviourTests(servers)
{
    private const string Other = "11111111-0000-0000-0000-000000000000";

    [Theory, EveryServer]
    public async Task An_apply_with_a_uid_makes_nothing_new(string server)
    {
        var on = await OnAsync(server);
        var reply = await on.ApplyAsync(First, WithUid(Other));
        Assert.Equal((409, "Conflict"), (reply.Code, reply.Reason));
        Assert.Equal(
            $"Operation cannot be fulfilled on configmaps \"a\": uid mismatch: the provided object specified uid {Other}, and no existing "
            + "object was found",
            reply.Message);
    }

    [Theory, EveryServer]
    public async Task An_apply_with_another_uid_is_invalid(string server)
    {
        var on = await OnAsync(server);
        await on.ApplyAsync(First, ConfigMap("a", "a: '1'"));
        var reply = await on.ApplyAsync(First, WithUid(Other));
        Assert.Equal((422, "Invalid"), (reply.Code, reply.Reason));
        Assert.Contains($"metadata.uid: Invalid value: \"{Other}\": field is immutable", reply.Causes);
    }

    [Theory, EveryServer]
    public async Task An_apply_with_the_right_uid_owns_no_uid(string server)
    {
        var on = await OnAsync(server);
        var made = await on.ApplyAsync(First, ConfigMap("a", "a: '1'"));
        var again = await on.ApplyAsync(First, WithUid(made.Part("metadata", "uid")!.Trim('"')));
        Assert.Equal(made.Text, again.Text);
    }

    [Theory, EveryServer]
    public async Task Another_object_is_not_replaced(string server)
    {
        var on = await OnAsync(server);
        var made = await on.ApplyAsync(First, ServiceEntry("a", "hosts: [a.global]"));
        var other = made.Json.DeepClone();
        other["metadata"]!["uid"] = JsonValue.Create(Other);
        var reply = await on.ReplaceAsync(ServiceEntries, "a", other.ToJsonString());
        Assert.Equal((409, "Conflict"), (reply.Code, reply.Reason));
        Assert.Contains(
            $"Precondition failed: UID in precondition: {Other}, UID in object meta: ", reply.Message, StringComparison.Ordinal);
    }

    [Theory, EveryServer]
    public async Task What_is_to_be_made_has_no_version(string server)
    {
        var on = await OnAsync(server);
        var reply =
            await on.CreateAsync(new(ConfigMaps, "a", "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, resourceVersion: '5'}}"));
        Assert.Equal((500, "resourceVersion should not be set on objects to be created"), (reply.Code, reply.Message));
    }

    private static TestObject WithUid(string uid) =>
        new(ConfigMaps, "a", $"{{apiVersion: v1, kind: ConfigMap, metadata: {{name: a, uid: '{uid}'}}, data: {{a: '1'}}}}");
}
