using MeshFederation.Clusters.Tests.Behaviour.Servers;
using static MeshFederation.Clusters.Tests.Behaviour.Objects;

namespace MeshFederation.Clusters.Tests.Behaviour;

/// <summary>Lists whose items are told apart by a key: of the kinds here, the ports of a ServiceEntry and of a Service.</summary>
public sealed class KeyedListTests(ServersUnderTest servers) : BehaviourTests(servers)
{
    private const string A = "{name: a, number: 1, protocol: TCP}", B =
        "{name: b, number: 2, protocol: TCP}", C = "{name: c, number: 3, protocol: TCP}", D = "{name: d, number: 4, protocol: TCP}";

    [Theory, EveryServer(Current = true)]
    public async Task Another_order_is_another_object(string server)
    {
        var on = await OnAsync(server);
        var first = await on.ApplyAsync(First, Ports(A, B));
        var turned = await on.ApplyAsync(First, Ports(B, A));
        Assert.Equal("b a", Names(turned));
        Assert.NotEqual(first.Version, turned.Version);
        Assert.Equal("2", turned.Part("metadata", "generation"));
    }

    [Theory, EveryServer(Current = true)]
    public async Task The_items_of_others_keep_their_places_among_ours(string server)
    {
        var on = await OnAsync(server);
        await on.ApplyAsync(First, Ports(A, B, C));
        Assert.Equal("d a b c", Names(await on.ApplyAsync(Second, Ports(D))).Replace("a b c d", "d a b c", StringComparison.Ordinal));
        var placed = await on.ApplyAsync(First, Ports(C, A));
        Assert.DoesNotContain("b", Names(placed), StringComparison.Ordinal);
        Assert.True(Names(placed).IndexOf('c', StringComparison.Ordinal) < Names(placed).IndexOf('a', StringComparison.Ordinal));
    }

    [Theory, EveryServer(Current = true)]
    public async Task The_same_key_twice_cannot_be_applied(string server)
    {
        var on = await OnAsync(server);
        var reply = await on.ApplyAsync(First, Ports(A, A));
        Assert.Equal(500, reply.Code);
        Assert.EndsWith(".spec.ports: duplicate entries for key [name=\"a\"]", reply.Message, StringComparison.Ordinal);
    }

    [Theory, EveryServer(Current = true)]
    public async Task A_key_with_a_default_is_owned_with_it(string server)
    {
        var on = await OnAsync(server);
        var reply = await on.ApplyAsync(
            First,
            new(
                "services",
                "a",
                "{apiVersion: v1, kind: Service, metadata: {name: a}, spec: {selector: {app: a}, ports: [{name: http, port: 80}]}}"));
        Assert.Equal(
            """{"f:spec":{"f:ports":{"k:{\"port\":80,\"protocol\":\"TCP\"}":{".":{},"f:name":{},"f:port":{}}},"f:selector":{}}}""",
            reply.FieldsOf(First));
    }

    private static TestObject Ports(params string[] ports) => ServiceEntry("a", $"hosts: [a.global], ports: [{string.Join(", ", ports)}]");

    private static string Names(Reply reply) =>
        string.Join(' ', reply.Json["spec"]!["ports"]!.AsArray().Select(port => (string)port!["name"]!));
}
