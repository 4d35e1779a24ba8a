using System.Text.Json.Nodes;
using MeshFederation.Clusters.Tests.Behaviour.Servers;
using static MeshFederation.Clusters.Tests.Behaviour.Objects;

namespace MeshFederation.Clusters.Tests.Behaviour;

/// <summary>A lease that one holder has at a time: created once, and replaced only by who read its newest version.</summary>
public sealed class LeaseTests(ServersUnderTest servers) : BehaviourTests(servers)
{
    [Theory, EveryServer]
    public async Task Only_the_first_can_create_it(string server)
    {
        var on = await OnAsync(server);
        Assert.Equal(201, (await on.CreateAsync(Lease("lock", "me"))).Code);
        var second = await on.CreateAsync(Lease("lock", "you"));
        Assert.Equal((409, "AlreadyExists"), (second.Code, second.Reason));
        Assert.Equal("leases.coordination.k8s.io \"lock\" already exists", second.Message);
        Assert.Equal("leases coordination.k8s.io lock", second.Details);
    }

    [Theory, EveryServer]
    public async Task Of_two_who_read_the_same_version_one_can_take_it(string server)
    {
        var on = await OnAsync(server);
        var read = await on.CreateAsync(Lease("lock", "me"));
        var first = await on.ReplaceAsync(Objects.Leases, "lock", Held(read, "first"));
        var second = await on.ReplaceAsync(Objects.Leases, "lock", Held(read, "second"));
        Assert.Equal((200, 409), (first.Code, second.Code));
        Assert.Equal("Conflict", second.Reason);
        Assert.Equal(
            "Operation cannot be fulfilled on leases.coordination.k8s.io \"lock\": the object has been modified; please apply your changes "
            + "to the latest version and try again",
            second.Message);
        Assert.Equal("\"first\"", (await on.GetAsync(Objects.Leases, "lock")).Part("spec", "holderIdentity"));
    }

    [Theory, EveryServer]
    public async Task Of_many_at_once_one_can_take_it(string server)
    {
        var on = await OnAsync(server);
        var read = await on.CreateAsync(Lease("lock", "me"));
        var replies = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(number => on.ReplaceAsync(Objects.Leases, "lock", Held(read, $"holder{number}"))));
        Assert.Single(replies, reply => reply.Code == 200);
        Assert.Equal(7, replies.Count(reply => reply.Code == 409));
    }

    [Theory, EveryServer]
    public async Task Times_keep_their_microseconds(string server)
    {
        var on = await OnAsync(server);
        var made = await on.CreateAsync(Lease("lock", "me"));
        Assert.Equal("\"2026-01-02T03:04:05.000006Z\"", made.Part("spec", "renewTime"));
    }

    [Theory, EveryServer]
    public async Task Its_fields_are_owned_and_its_spec_is_not(string server)
    {
        var on = await OnAsync(server);
        var made = await on.CreateAsync(Lease("lock", "me"), "fieldManager=holder");
        Assert.Equal(
            """{"f:spec":{"f:holderIdentity":{},"f:leaseDurationSeconds":{},"f:renewTime":{}}}""", made.FieldsOf("holder", "Update"));
    }

    private static string Held(Reply read, string holder)
    {
        var lease = read.Json.DeepClone();
        lease["spec"]!["holderIdentity"] = JsonValue.Create(holder);
        return lease.ToJsonString();
    }
}
