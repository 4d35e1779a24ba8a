using MeshFederation.Clusters.Tests.Behaviour.Servers;
using static MeshFederation.Clusters.Tests.Behaviour.Objects;

namespace MeshFederation.Clusters.Tests.Behaviour;

/// <summary>What keeps a write that comes late from being done: the version that it asks for, and the time that it has.</summary>
public sealed class LateTests(ServersUnderTest servers) : BehaviourTests(servers)
{
    [Theory, EveryServer]
    public async Task An_apply_at_another_version_changes_nothing_be_it_forced_or_the_same(string server)
    {
        var on = await OnAsync(server);
        var made = await on.ApplyAsync(First, ServiceEntry("a", "hosts: [a.global]"));
        await on.ApplyAsync(First, ServiceEntry("a", "hosts: [b.global]"));
        foreach (var (hosts, query) in new[] { ("c.global", ""), ("c.global", "force=true"), ("b.global", "") })
        {
            var reply = await on.ApplyAsync(First, At(made.Version, hosts), query);
            Assert.Equal((409, "Conflict"), (reply.Code, reply.Reason));
            Assert.Equal("serviceentries networking.istio.io a", reply.Details);
        }

        Assert.Equal("""["b.global"]""", (await on.GetAsync(ServiceEntries, "a")).Part("spec", "hosts"));
    }

    [Theory, EveryServer]
    public async Task An_apply_at_the_version_changes_it_and_owns_no_version(string server)
    {
        var on = await OnAsync(server);
        var made = await on.ApplyAsync(First, ServiceEntry("a", "hosts: [a.global]"));
        var reply = await on.ApplyAsync(First, At(made.Version, "b.global"));
        Assert.Equal(200, reply.Code);
        Assert.Equal(
            """{"f:spec":{"f:hosts":{}}}""", reply.FieldsOf(First)!.Replace("\".\":{},", "", StringComparison.Ordinal));
    }

    [Theory, EveryServer]
    public async Task An_apply_at_no_version_makes_a_custom_resource_and_changes_none(string server)
    {
        var on = await OnAsync(server);
        Assert.Equal(201, (await on.ApplyAsync(First, At("0", "a.global"))).Code);
        foreach (var hosts in new[] { "a.global", "b.global" })
        {
            var reply = await on.ApplyAsync(First, At("0", hosts), "force=true");
            Assert.Equal((422, "Invalid"), (reply.Code, reply.Reason));
            Assert.Equal(
                ["metadata.resourceVersion: Invalid value: 0: must be specified for an update"],
                reply.Causes.Select(cause => cause.Replace("0x0", "0", StringComparison.Ordinal)));
        }
    }

    [Theory, EveryServer]
    public async Task An_apply_at_a_version_of_an_object_makes_it_not_anew(string server)
    {
        var on = await OnAsync(server);
        var made = await on.ApplyAsync(First, ServiceEntry("a", "hosts: [a.global]"));
        await on.DeleteAsync(ServiceEntries, "a");
        var reply = await on.ApplyAsync(First, At(made.Version, "a.global", made.Part("metadata", "uid")!.Trim('"')));
        Assert.Equal((409, "Conflict"), (reply.Code, reply.Reason));
        Assert.Equal(404, (await on.GetAsync(ServiceEntries, "a")).Code);
    }

    [Theory, EveryServer]
    public async Task What_has_no_time_is_not_done(string server)
    {
        var on = await OnAsync(server);
        var made = await on.ApplyAsync(First, ServiceEntry("a", "hosts: [a.global]"));
        await NotDoneAsync(() => on.ApplyAsync(First, ServiceEntry("a", "hosts: [b.global]"), "timeout=1ns"));
        await NotDoneAsync(() => on.ApplyAsync(First, ServiceEntry("b", "hosts: [b.global]"), "timeout=1ns"));
        await NotDoneAsync(() => on.DeleteAsync(ServiceEntries, "a", query: "timeout=1ns"));
        Assert.Equal(made.Version, (await on.GetAsync(ServiceEntries, "a")).Version);
        Assert.Equal(404, (await on.GetAsync(ServiceEntries, "b")).Code);
        Assert.Equal(200, (await on.ApplyAsync(First, ServiceEntry("a", "hosts: [b.global]"), "timeout=28000ms")).Code);
    }

    /// <summary>
    /// A server that runs out of time before it has begun to answer says so, and after that breaks the connection off (kubernetes
    /// staging/src/k8s.io/apiserver/pkg/server/filters/timeout.go).
    /// </summary>
    private static async Task NotDoneAsync(Func<Task<Reply>> write)
    {
        try
        {
            // Where its store runs out of time first, that is an error of the store.
            Assert.True((await write()).Code is 500 or 504);
        }
        catch (HttpRequestException)
        {
            // It was broken off.
        }
    }

    private static TestObject At(string version, string hosts, string? uid = null) => new(
        ServiceEntries,
        "a",
        $"{{apiVersion: networking.istio.io/v1, kind: ServiceEntry, metadata: {{name: a, resourceVersion: '{version.Trim('"')}'"
        + $"{(uid is null ? "" : $", uid: '{uid}'")}}}, spec: {{hosts: [{hosts}]}}}}");
}
