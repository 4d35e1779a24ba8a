using MeshFederation.Clusters.Tests.Behaviour.Servers;
using static MeshFederation.Clusters.Tests.Behaviour.Objects;

namespace MeshFederation.Clusters.Tests.Behaviour;

/// <summary>Deleting.</summary>
public sealed class DeleteTests(ServersUnderTest servers) : BehaviourTests(servers)
{
    [Theory, EveryServer]
    public async Task The_answer_names_what_is_gone(string server)
    {
        var on = await OnAsync(server);
        var made = await on.ApplyAsync(First, ServiceEntry("a", "hosts: [a.global]"));
        var reply = await on.DeleteAsync(ServiceEntries, "a");
        Assert.Equal((200, "\"Success\""), (reply.Code, reply.Part("status")));
        Assert.Equal("serviceentries networking.istio.io a", reply.Details);
        Assert.Equal(made.Part("metadata", "uid"), reply.Part("details", "uid"));
        Assert.Equal(404, (await on.GetAsync(ServiceEntries, "a")).Code);
    }

    [Theory, EveryServer]
    public async Task What_is_not_there_cannot_be_deleted(string server)
    {
        var on = await OnAsync(server);
        var reply = await on.DeleteAsync(ServiceEntries, "a");
        Assert.Equal((404, "NotFound"), (reply.Code, reply.Reason));
        Assert.Equal("serviceentries.networking.istio.io \"a\" not found", reply.Message);
    }

    [Theory, EveryServer]
    public async Task Another_uid_is_another_object(string server)
    {
        var on = await OnAsync(server);
        var made = await on.ApplyAsync(First, ServiceEntry("a", "hosts: [a.global]"));
        var reply = await on.DeleteAsync(ServiceEntries, "a", """{"preconditions":{"uid":"other"}}""");
        var uid = made.Part("metadata", "uid")!.Trim('"');
        Assert.Equal((409, "Conflict"), (reply.Code, reply.Reason));
        Assert.Equal(
            "Operation cannot be fulfilled on ServiceEntry.networking.istio.io \"a\": the UID in the precondition (other) does not match "
            + $"the UID in record ({uid}). The object might have been deleted and then recreated",
            reply.Message);
        Assert.Equal("ServiceEntry networking.istio.io a", reply.Details);
    }

    [Theory, EveryServer]
    public async Task Another_version_has_changed(string server)
    {
        var on = await OnAsync(server);
        var made = await on.ApplyAsync(First, ConfigMap("a", "a: '1'"));
        var reply = await on.DeleteAsync(ConfigMaps, "a", """{"preconditions":{"resourceVersion":"1"}}""");
        Assert.Equal(409, reply.Code);
        Assert.Equal(
            "Operation cannot be fulfilled on ConfigMap \"a\": the ResourceVersion in the precondition (1) does not match the "
            + $"ResourceVersion in record ({made.Version}). The object might have been modified",
            reply.Message);
        Assert.Equal(
            200, (await on.DeleteAsync(ConfigMaps, "a", $$$"""{"preconditions":{"resourceVersion":"{{{made.Version}}}"}}""")).Code);
    }

    [Theory, EveryServer]
    public async Task A_dry_run_deletes_nothing(string server)
    {
        var on = await OnAsync(server);
        var made = await on.ApplyAsync(First, ServiceEntry("a", "hosts: [a.global]"));
        Assert.Equal(200, (await on.DeleteAsync(ServiceEntries, "a", query: "dryRun=All")).Code);
        Assert.Equal(200, (await on.DeleteAsync(ServiceEntries, "a", """{"dryRun":["All"]}""")).Code);
        Assert.Equal(made.Version, (await on.GetAsync(ServiceEntries, "a")).Version);
    }

    [Theory, EveryServer]
    public async Task An_object_with_finalizers_stays_marked_until_they_are_gone(string server)
    {
        var on = await OnAsync(server);
        await on.ApplyAsync(First, ServiceEntry("a", "hosts: [a.global]"));
        await on.MergeAsync(ServiceEntries, "a", """{"metadata":{"finalizers":["example.com/wait"]}}""");
        var marked = await on.DeleteAsync(ServiceEntries, "a");
        Assert.NotNull(marked.Part("metadata", "deletionTimestamp"));
        Assert.Equal(200, (await on.GetAsync(ServiceEntries, "a")).Code);
        await on.MergeAsync(ServiceEntries, "a", """{"metadata":{"finalizers":null}}""");
        Assert.Equal(404, (await on.GetAsync(ServiceEntries, "a")).Code);
    }

    [Theory, EveryServer]
    public async Task What_is_selected_goes_together(string server)
    {
        var on = await OnAsync(server);
        await on.ApplyAsync(First, ServiceEntry("a", "hosts: [a.global]", "tier: web"));
        await on.ApplyAsync(First, ServiceEntry("b", "hosts: [b.global]", "tier: db"));
        var reply = await on.Server.SendAsync("DELETE", on.Path(ServiceEntries) + "?labelSelector=tier%3Dweb");
        Assert.Equal(200, reply.Code);
        Assert.Equal(["b"], (await on.GetAsync(ServiceEntries)).Names);
    }

    [Theory, EveryServer]
    public async Task Made_again_it_is_another_object(string server)
    {
        var on = await OnAsync(server);
        var first = await on.ApplyAsync(First, ServiceEntry("a", "hosts: [a.global]"));
        await on.DeleteAsync(ServiceEntries, "a");
        var second = await on.ApplyAsync(First, ServiceEntry("a", "hosts: [a.global]"));
        Assert.NotEqual(first.Part("metadata", "uid"), second.Part("metadata", "uid"));
        Assert.Equal("1", second.Part("metadata", "generation"));
    }
}
