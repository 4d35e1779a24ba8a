using MeshFederation.Clusters.Tests.Behaviour.Servers;
using static MeshFederation.Clusters.Tests.Behaviour.Objects;

namespace MeshFederation.Clusters.Tests.Behaviour;

/// <summary>Lists: pages, selectors, and what an item looks like.</summary>
public sealed class ListTests(ServersUnderTest servers) : BehaviourTests(servers)
{
    [Theory, EveryServer]
    public async Task A_limit_gives_pages_that_go_on_where_the_last_one_ended(string server)
    {
        var on = await WithFiveAsync(server);
        var first = await on.GetAsync(ServiceEntries, query: "limit=2");
        Assert.Equal(["a0", "a1"], first.Names);
        Assert.Equal("3", first.Part("metadata", "remainingItemCount"));
        var second = await on.GetAsync(ServiceEntries, query: "limit=2&continue=" + Uri.EscapeDataString(Token(first)));
        Assert.Equal(["a2", "a3"], second.Names);
        var last = await on.GetAsync(ServiceEntries, query: "limit=2&continue=" + Uri.EscapeDataString(Token(second)));
        Assert.Equal(["a4"], last.Names);
        Assert.Equal("", Token(last));
        Assert.Equal(first.Version, last.Version);
    }

    [Theory, EveryServer]
    public async Task Pages_are_of_the_moment_of_the_first(string server)
    {
        var on = await WithFiveAsync(server);
        var first = await on.GetAsync(ServiceEntries, query: "limit=2");
        await on.DeleteAsync(ServiceEntries, "a3");
        await on.ApplyAsync(First, ServiceEntry("a2x", "hosts: [x.global]"));
        var rest = await on.GetAsync(ServiceEntries, query: "continue=" + Uri.EscapeDataString(Token(first)));
        Assert.Equal(["a2", "a3", "a4"], rest.Names);
    }

    [Theory, EveryServer]
    public async Task A_token_that_is_none_is_a_bad_request(string server)
    {
        var on = await OnAsync(server);
        var reply = await on.GetAsync(ServiceEntries, query: "limit=2&continue=garbage");
        Assert.Equal((400, "BadRequest"), (reply.Code, reply.Reason));
        Assert.StartsWith(
            "invalid continue token",
            reply.Message.Replace("continue key is not valid", "invalid continue token", StringComparison.Ordinal),
            StringComparison.Ordinal);
    }

    [Theory, EveryServer]
    public async Task Labels_select(string server)
    {
        var on = await WithFiveAsync(server);
        foreach (var (selector, names) in new (string, string)[]
        {
            ("num=1", "a1"), ("num==1", "a1"), ("num!=1", "a0 a2 a3 a4"), ("num in (1,2)", "a1 a2"), ("num notin (1,2)", "a0 a3 a4"),
            ("odd", "a1 a3"),
            ("!odd", "a0 a2 a4"),
            ("odd,num!=1", "a3"),
            ("num in (1, 3),odd=true", "a1 a3"),
            ("num=7", ""),
            ("", "a0 a1 a2 a3 a4"),
        })
        {
            var reply = await on.GetAsync(ServiceEntries, query: "labelSelector=" + Uri.EscapeDataString(selector));
            Assert.Equal((selector, names), (selector, string.Join(' ', reply.Names)));
        }
    }

    [Theory, EveryServer]
    public async Task With_a_selector_pages_do_not_say_how_many_remain(string server)
    {
        var on = await WithFiveAsync(server);
        var first = await on.GetAsync(ServiceEntries, query: "limit=1&labelSelector=odd");
        Assert.Null(first.Part("metadata", "remainingItemCount"));
        Assert.Equal(
            ["a3"], (await on.GetAsync(ServiceEntries, query: "labelSelector=odd&continue=" + Uri.EscapeDataString(Token(first)))).Names);
    }

    [Theory, EveryServer]
    public async Task Names_select_and_other_fields_do_not(string server)
    {
        var on = await WithFiveAsync(server);
        Assert.Equal(["a1"], (await on.GetAsync(ServiceEntries, query: "fieldSelector=metadata.name%3Da1")).Names);
        Assert.Equal(["a0", "a2", "a3", "a4"], (await on.GetAsync(ServiceEntries, query: "fieldSelector=metadata.name!%3Da1")).Names);
        Assert.Equal(400, (await on.GetAsync(ServiceEntries, query: "fieldSelector=spec.hosts%3Da")).Code);
    }

    [Theory, EveryServer]
    public async Task A_selector_that_is_none_is_a_bad_request(string server)
    {
        var on = await OnAsync(server);
        Assert.Equal(
            (400, "BadRequest"),
            ((await on.GetAsync(ConfigMaps, query: "labelSelector=a%3Db%3Dc")).Code,
                (await on.GetAsync(ConfigMaps, query: "labelSelector=%3Db")).Reason));
    }

    [Theory, EveryServer]
    public async Task Items_of_custom_resources_name_their_kind_and_those_of_Kubernetes_do_not(string server)
    {
        var on = await WithFiveAsync(server);
        await on.ApplyAsync(First, ConfigMap("a", "a: '1'"));
        var custom = await on.GetAsync(ServiceEntries, query: "limit=1");
        Assert.Equal("\"ServiceEntryList\"", custom.Part("kind"));
        Assert.Equal("ServiceEntry", (string?)custom.Json["items"]![0]!["kind"]);
        var core = await on.GetAsync(ConfigMaps, query: "fieldSelector=metadata.name%3Da");
        Assert.Equal("\"ConfigMapList\"", core.Part("kind"));
        Assert.Null(core.Json["items"]![0]!["kind"]);
    }

    [Theory, EveryServer]
    public async Task All_namespaces_are_listed_together(string server)
    {
        var on = await OnAsync(server);
        await on.ApplyAsync(First, ServiceEntry("a", "hosts: [a.global]", $"here: {on.Namespace}"));
        var reply = await on.Server.SendAsync("GET", $"/apis/networking.istio.io/v1/serviceentries?labelSelector=here%3D{on.Namespace}");
        Assert.Equal([on.Namespace], reply.Json["items"]!.AsArray().Select(item => (string)item!["metadata"]!["namespace"]!));
    }

    [Theory, EveryServer]
    public async Task A_namespace_that_is_not_there_has_an_empty_list(string server)
    {
        var on = await OnAsync(server);
        var reply = await on.Server.SendAsync("GET", on.Path(ServiceEntries, ns: "not-there"));
        Assert.Equal((200, 0), (reply.Code, reply.Names.Length));
    }

    private static string Token(Reply reply) => (string?)reply.Json["metadata"]!["continue"] ?? "";

    private async Task<Sandbox> WithFiveAsync(string server)
    {
        var on = await OnAsync(server);
        for (var number = 0; number < 5; number++)
        {
            await on.ApplyAsync(
                First,
                ServiceEntry(
                    $"a{number}", $"hosts: [a{number}.global]", number % 2 == 1 ? $"num: '{number}', odd: 'true'" : $"num: '{number}'"));
        }
        return on;
    }
}
