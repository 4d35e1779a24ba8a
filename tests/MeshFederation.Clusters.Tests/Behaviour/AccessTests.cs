using MeshFederation.Clusters.Tests.Behaviour.Servers;
using static MeshFederation.Clusters.Tests.Behaviour.Objects;

namespace MeshFederation.Clusters.Tests.Behaviour;

/// <summary>Who is not known, and who may not.</summary>
public sealed class AccessTests(ServersUnderTest servers) : BehaviourTests(servers)
{
    [Theory, EveryServer]
    public async Task A_token_that_nobody_has_is_unauthorized(string server)
    {
        var on = await OnAsync(server);
        var reply = await on.Server.SendAsync("GET", on.Path(ServiceEntries), token: "nobody");
        Assert.Equal((401, "Unauthorized", "Unauthorized"), (reply.Code, reply.Reason, reply.Message));
    }

    [Theory, EveryServer(AccessRules = true)]
    public async Task Without_rights_a_list_is_forbidden_and_the_missing_right_named(string server)
    {
        var on = await OnAsync(server);
        var reply = await on.Server.SendAsync("GET", on.Path(ServiceEntries), token: on.Server.ViewerToken);
        Assert.Equal((403, "Forbidden"), (reply.Code, reply.Reason));
        Assert.Equal(
            "serviceentries.networking.istio.io is forbidden: User \"viewer\" cannot list resource \"serviceentries\" in API group "
            + $"\"networking.istio.io\" in the namespace \"{on.Namespace}\"",
            reply.Message);
        Assert.Equal("serviceentries networking.istio.io -", reply.Details);
    }

    [Theory, EveryServer(AccessRules = true)]
    public async Task Of_all_namespaces_the_scope_is_named(string server)
    {
        var on = await OnAsync(server);
        var reply = await on.Server.SendAsync("GET", "/api/v1/nodes", token: on.Server.ViewerToken);
        Assert.Equal(
            "nodes is forbidden: User \"viewer\" cannot list resource \"nodes\" in API group \"\" at the cluster scope", reply.Message);
    }

    [Theory, EveryServer(AccessRules = true)]
    public async Task An_apply_is_the_verb_patch_on_the_named_object(string server)
    {
        var on = await OnAsync(server);
        var reply = await on.Server.SendAsync(
            "PATCH",
            on.Path(ConfigMaps, "a") + "?fieldManager=first",
            ConfigMap("a", "a: '1'").Yaml,
            "application/apply-patch+yaml",
            on.Server.ViewerToken);
        Assert.Equal(
            "configmaps \"a\" is forbidden: User \"viewer\" cannot patch resource \"configmaps\" in API group \"\" in the namespace "
            + $"\"{on.Namespace}\"",
            reply.Message);
    }

    [Theory, EveryServer(AccessRules = true)]
    public async Task A_proxy_is_a_subresource_of_its_own(string server)
    {
        var on = await OnAsync(server);
        var reply = await on.Server.SendAsync("GET", on.Path("services", "istiod:15014/proxy/debug/configz"), token: on.Server.ViewerToken);
        Assert.Equal(
            "services \"istiod:15014\" is forbidden: User \"viewer\" cannot get resource \"services/proxy\" in API group \"\" in the "
            + $"namespace \"{on.Namespace}\"",
            reply.Message);
    }

    [Theory, EveryServer(AccessRules = true)]
    public async Task The_version_is_for_everyone_and_other_paths_are_not(string server)
    {
        var on = await OnAsync(server);
        Assert.Equal(200, (await on.Server.SendAsync("GET", "/version", token: on.Server.ViewerToken)).Code);
        Assert.Equal(
            "forbidden: User \"viewer\" cannot get path \"/metrics\"",
            (await on.Server.SendAsync("GET", "/metrics", token: on.Server.ViewerToken)).Message);
    }

    [Theory, EveryServer(AccessRules = true)]
    public async Task A_kind_that_is_not_served_is_forbidden_before_it_is_missing(string server)
    {
        var on = await OnAsync(server);
        var reply = await on.Server.SendAsync("GET", "/apis/nobody.example/v1/things", token: on.Server.ViewerToken);
        Assert.Equal(
            "things.nobody.example is forbidden: User \"viewer\" cannot list resource \"things\" in API group \"nobody.example\" at the "
            + "cluster scope",
            reply.Message);
    }
}
