using MeshFederation.Clusters.Tests.Behaviour.Servers;
using static MeshFederation.Clusters.Tests.Behaviour.Objects;

namespace MeshFederation.Clusters.Tests.Behaviour;

/// <summary>Server-side apply by one manager.</summary>
public sealed class ApplyTests(ServersUnderTest servers) : BehaviourTests(servers)
{
    [Theory, EveryServer]
    public async Task What_is_not_there_is_made_and_owned_field_by_field(string server)
    {
        var on = await OnAsync(server);
        var reply = await on.ApplyAsync(First, ConfigMap("a", "a: '1', b: '2'", "tier: web"));
        Assert.Equal(201, reply.Code);
        Assert.Equal("""{"a":"1","b":"2"}""", reply.Part("data"));
        Assert.Equal("""{"f:data":{"f:a":{},"f:b":{}},"f:metadata":{"f:labels":{"f:tier":{}}}}""", WithoutDots(reply.FieldsOf(First)));
        Assert.NotNull(reply.Part("metadata", "uid"));
        Assert.NotNull(reply.Part("metadata", "creationTimestamp"));
    }

    [Theory, EveryServer]
    public async Task A_custom_resource_has_a_generation_and_its_lists_are_owned_as_a_whole(string server)
    {
        var on = await OnAsync(server);
        var reply = await on.ApplyAsync(First, ServiceEntry("a", "hosts: [a.global], resolution: STATIC, endpoints: [{address: 1.2.3.4}]"));
        Assert.Equal(201, reply.Code);
        Assert.Equal("1", reply.Part("metadata", "generation"));
        Assert.Equal("""{"f:spec":{"f:endpoints":{},"f:hosts":{},"f:resolution":{}}}""", WithoutDots(reply.FieldsOf(First)));
    }

    [Theory, EveryServer]
    public async Task Applying_the_same_again_leaves_the_version_as_it_was(string server)
    {
        var on = await OnAsync(server);
        var value =
            ServiceEntry("a", "hosts: [a.global], resolution: STATIC, ports: [{name: http, number: 80, protocol: HTTP}]", "tier: web");
        var first = await on.ApplyAsync(First, value);
        var again = await on.ApplyAsync(First, value);
        Assert.Equal((201, 200), (first.Code, again.Code));
        Assert.Equal(first.Text, again.Text);
        Assert.Equal(first.Version, (await on.GetAsync(ServiceEntries, "a")).Version);
    }

    [Theory, EveryServer]
    public async Task A_change_moves_the_version_and_the_generation_but_a_label_only_the_version(string server)
    {
        var on = await OnAsync(server);
        var first = await on.ApplyAsync(First, ServiceEntry("a", "hosts: [a.global], resolution: STATIC"));
        var changed = await on.ApplyAsync(First, ServiceEntry("a", "hosts: [a.global], resolution: DNS"));
        Assert.NotEqual(first.Version, changed.Version);
        Assert.Equal("2", changed.Part("metadata", "generation"));
        var labelled = await on.ApplyAsync(First, ServiceEntry("a", "hosts: [a.global], resolution: DNS", "tier: web"));
        Assert.NotEqual(changed.Version, labelled.Version);
        Assert.Equal("2", labelled.Part("metadata", "generation"));
    }

    [Theory, EveryServer]
    public async Task A_field_that_is_no_longer_applied_goes(string server)
    {
        var on = await OnAsync(server);
        await on.ApplyAsync(
            First, ServiceEntry("a", "hosts: [a.global], resolution: STATIC, endpoints: [{address: 1.2.3.4}]", "tier: web, zone: a"));
        var reply = await on.ApplyAsync(First, ServiceEntry("a", "hosts: [a.global]", "tier: web"));
        Assert.Equal("""{"hosts":["a.global"]}""", reply.Part("spec"));
        Assert.Equal("""{"tier":"web"}""", reply.Part("metadata", "labels"));
    }

    [Theory, EveryServer]
    public async Task A_map_goes_with_the_last_of_its_fields(string server)
    {
        var on = await OnAsync(server);
        await on.ApplyAsync(First, new("destinationrules", "a", Rule("host: a, trafficPolicy: {tls: {mode: ISTIO_MUTUAL, sni: x}}")));
        var reply = await on.ApplyAsync(First, new("destinationrules", "a", Rule("host: a")));
        Assert.Equal("""{"host":"a"}""", reply.Part("spec"));
    }

    [Theory, EveryServer]
    public async Task A_dry_run_says_what_would_be_and_writes_nothing(string server)
    {
        var on = await OnAsync(server);
        var made = await on.ApplyAsync(First, ConfigMap("a", "a: '1'"), "dryRun=All");
        Assert.Equal(201, made.Code);
        Assert.Null(made.Part("metadata", "resourceVersion"));
        Assert.Equal(404, (await on.GetAsync(ConfigMaps, "a")).Code);

        var there = await on.ApplyAsync(First, ConfigMap("a", "a: '1'"));
        var changed = await on.ApplyAsync(First, ConfigMap("a", "a: '2'"), "dryRun=All");
        Assert.Equal("""{"a":"2"}""", changed.Part("data"));
        Assert.Equal(there.Version, changed.Version);
        Assert.Equal(there.Text, (await on.GetAsync(ConfigMaps, "a")).Text);
    }

    [Theory, EveryServer]
    public async Task Every_version_of_a_kind_is_the_same_object_and_the_same_manager(string server)
    {
        var on = await OnAsync(server);
        await on.ApplyAsync(First, ServiceEntry("a", "hosts: [a.global], resolution: STATIC", version: "v1beta1"));
        var reply = await on.ApplyAsync(First, ServiceEntry("a", "hosts: [a.global]"));
        Assert.Equal(200, reply.Code);
        Assert.Equal("\"networking.istio.io/v1\"", reply.Part("apiVersion"));
        Assert.Equal("""{"hosts":["a.global"]}""", reply.Part("spec"));
        Assert.Single(reply.Json["metadata"]!["managedFields"]!.AsArray());
    }

    // Servers before 1.22 or so own the maps on the way too.
    private static string? WithoutDots(string? fields) => fields?.Replace("\".\":{},", "", StringComparison.Ordinal);

    private static string Rule(string spec) =>
        $"{{apiVersion: networking.istio.io/v1, kind: DestinationRule, metadata: {{name: a}}, spec: {{{spec}}}}}";
}
