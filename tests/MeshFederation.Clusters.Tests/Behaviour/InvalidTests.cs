using MeshFederation.Clusters.Tests.Behaviour.Servers;
using static MeshFederation.Clusters.Tests.Behaviour.Objects;

namespace MeshFederation.Clusters.Tests.Behaviour;

/// <summary>Requests and objects that a server refuses.</summary>
public sealed class InvalidTests(ServersUnderTest servers) : BehaviourTests(servers)
{
    [Theory, EveryServer]
    public async Task A_value_that_the_schema_does_not_know_is_named_with_its_field(string server)
    {
        var on = await OnAsync(server);
        var reply = await on.ApplyAsync(First, ServiceEntry("a", "hosts: [a.global], resolution: NOPE"));
        Assert.Equal((422, "Invalid"), (reply.Code, reply.Reason));
        Assert.StartsWith("ServiceEntry.networking.istio.io \"a\" is invalid: ", reply.Message, StringComparison.Ordinal);
        Assert.Equal("ServiceEntry networking.istio.io a", reply.Details);
        Assert.Contains(
            reply.Causes,
            cause => cause.StartsWith(
                "spec.resolution: Unsupported value: \"NOPE\": supported values: \"NONE\", \"STATIC\"", StringComparison.Ordinal)
                || cause.StartsWith("spec.resolution: Unsupported value: \"NOPE\": supported values: \"DNS\"", StringComparison.Ordinal));
        Assert.Equal(404, (await on.GetAsync(ServiceEntries, "a")).Code);
    }

    [Theory, EveryServer(Current = true)]
    public async Task The_message_lists_every_cause(string server)
    {
        var on = await OnAsync(server);
        var reply = await on.ApplyAsync(First, ServiceEntry("a", "hosts: [a.global], location: FAR, resolution: NOPE"));
        Assert.StartsWith("ServiceEntry.networking.istio.io \"a\" is invalid: [", reply.Message, StringComparison.Ordinal);
        Assert.Contains(
            "spec.location: Unsupported value: \"FAR\": supported values: \"MESH_EXTERNAL\", \"MESH_INTERNAL\", ",
            reply.Message,
            StringComparison.Ordinal);
        Assert.Contains("spec.resolution: Unsupported value: \"NOPE\": supported values: ", reply.Message, StringComparison.Ordinal);
        Assert.Equal(3, reply.Causes.Length);
    }

    [Theory, EveryServer]
    public async Task A_field_that_must_be_there_is_named(string server)
    {
        var on = await OnAsync(server);
        var reply = await on.ApplyAsync(First, ServiceEntry("a", "resolution: DNS"));
        Assert.Equal(422, reply.Code);
        Assert.Contains("spec.hosts: Required value", reply.Causes);
    }

    [Theory, EveryServer(Current = true)]
    public async Task A_field_that_the_kind_does_not_have_cannot_be_applied(string server)
    {
        var on = await OnAsync(server);
        var reply = await on.ApplyAsync(First, ServiceEntry("a", "hosts: [a.global], colour: red"));
        Assert.Equal(500, reply.Code);
        Assert.EndsWith(
            "/a; networking.istio.io/v1, Kind=ServiceEntry): .spec.colour: field not declared in schema",
            reply.Message,
            StringComparison.Ordinal);
        Assert.StartsWith("failed to create typed patch object (", reply.Message, StringComparison.Ordinal);
    }

    [Theory, EveryServer(Current = true)]
    public async Task A_field_that_the_kind_does_not_have_is_left_out_with_a_warning_or_refused_when_strict(string server)
    {
        var on = await OnAsync(server);
        var strict = await on.CreateAsync(ServiceEntry("a", "hosts: [a.global], colour: red"), "fieldValidation=Strict");
        Assert.Equal((400, "BadRequest"), (strict.Code, strict.Reason));
        Assert.Equal(
            "ServiceEntry in version \"v1\" cannot be handled as a ServiceEntry: strict decoding error: unknown field \"spec.colour\"",
            strict.Message);
        var warned = await on.CreateAsync(ServiceEntry("a", "hosts: [a.global], colour: red"), "fieldValidation=Warn");
        Assert.Equal(201, warned.Code);
        Assert.Contains("unknown field \\\"spec.colour\\\"", warned.Warning, StringComparison.Ordinal);
        Assert.Equal("""{"hosts":["a.global"]}""", warned.Part("spec"));
    }

    [Theory, EveryServer(Current = true)]
    public async Task A_map_that_loses_its_last_field_but_is_still_applied_is_refused(string server)
    {
        var on = await OnAsync(server);
        await on.ApplyAsync(First, Rule("host: a, trafficPolicy: {tls: {mode: ISTIO_MUTUAL}}"));
        var reply = await on.ApplyAsync(First, Rule("host: a, trafficPolicy: {}"));
        Assert.Equal(422, reply.Code);
        Assert.Contains(
            "spec.trafficPolicy: Invalid value: \"null\": spec.trafficPolicy in body must be of type object: \"null\"", reply.Causes);
    }

    [Theory, EveryServer]
    public async Task Names_and_labels_have_a_form(string server)
    {
        var on = await OnAsync(server);
        var reply = await on.ApplyAsync(First, ConfigMap("Bad_", "a: '1'", "tier: 'not a value'"));
        Assert.Equal(422, reply.Code);
        Assert.Contains(
            reply.Causes,
            cause =>
                cause.StartsWith("metadata.name: Invalid value: \"Bad_\": a lowercase RFC 1123 subdomain must", StringComparison.Ordinal));
        Assert.Contains(
            reply.Causes,
            cause => cause.StartsWith("metadata.labels: Invalid value: \"not a value\": a valid label must", StringComparison.Ordinal));
    }

    [Theory, EveryServer]
    public async Task Who_applies_says_who_it_is(string server)
    {
        var on = await OnAsync(server);
        var reply = await on.ApplyAsync("", ConfigMap("a", "a: '1'"));
        Assert.Equal(422, reply.Code);
        Assert.Equal("PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is required for apply patch", reply.Message);
    }

    [Theory, EveryServer]
    public async Task What_is_applied_is_what_the_address_names(string server)
    {
        var on = await OnAsync(server);
        var name = await on.ApplyAsync(First, ConfigMap("a", "a: '1'") with { Name = "b" });
        Assert.Equal((400, "the name of the object (a) does not match the name on the URL (b)"), (name.Code, name.Message));
        var managed = await on.ApplyAsync(
            First, new(ConfigMaps, "a", "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, managedFields: [{manager: x}]}}"));
        Assert.Equal((400, "metadata.managedFields must be nil"), (managed.Code, managed.Message));
    }

    [Theory, EveryServer(Current = true)]
    public async Task Another_kind_or_version_than_that_of_the_address_is_a_bad_request(string server)
    {
        var on = await OnAsync(server);
        var kind = await on.ApplyAsync(First, new(ConfigMaps, "a", "{apiVersion: v1, kind: Secret, metadata: {name: a}}"));
        Assert.Equal((400, "invalid object type: /v1, Kind=Secret"), (kind.Code, kind.Message));
        var version = await on.ApplyAsync(First, ServiceEntry("a", "hosts: [a]", version: "v1beta1") with { Version = "v1" });
        Assert.Equal((400, "invalid object type: networking.istio.io/v1beta1, Kind=ServiceEntry"), (version.Code, version.Message));
    }

    [Theory, EveryServer]
    public async Task An_apply_at_an_older_version_is_refused(string server)
    {
        var on = await OnAsync(server);
        await on.ApplyAsync(First, ConfigMap("a", "a: '1'"));
        var reply = await on.ApplyAsync(
            First, new(ConfigMaps, "a", "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, resourceVersion: '1'}}"));
        Assert.Equal((409, "Conflict"), (reply.Code, reply.Reason));
        Assert.StartsWith(
            "Operation cannot be fulfilled on configmaps \"a\": the object has been modified", reply.Message, StringComparison.Ordinal);
    }

    [Theory, EveryServer]
    public async Task A_dry_run_is_All_or_none(string server)
    {
        var on = await OnAsync(server);
        Assert.Equal(422, (await on.ApplyAsync(First, ConfigMap("a", "a: '1'"), "dryRun=Some")).Code);
    }

    [Theory, EveryServer]
    public async Task A_body_that_is_no_object_is_a_bad_request(string server)
    {
        var on = await OnAsync(server);
        var reply = await on.ApplyAsync(First, new(ConfigMaps, "a", "{a: ["));
        Assert.Equal((400, "BadRequest"), (reply.Code, reply.Reason));
        Assert.StartsWith("error decoding YAML: ", reply.Message, StringComparison.Ordinal);
    }

    private static TestObject Rule(string spec) =>
        new(
            "destinationrules",
            "a",
            $"{{apiVersion: networking.istio.io/v1, kind: DestinationRule, metadata: {{name: a}}, spec: {{{spec}}}}}");
}
