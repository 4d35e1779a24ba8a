using MeshFederation.Clusters.Tests.Behaviour.Servers;
using static MeshFederation.Clusters.Tests.Behaviour.Objects;

namespace MeshFederation.Clusters.Tests.Behaviour;

/// <summary>What a server says of what is not there.</summary>
public sealed class MissingTests(ServersUnderTest servers) : BehaviourTests(servers)
{
    [Theory, EveryServer]
    public async Task An_object(string server)
    {
        var on = await OnAsync(server);
        var reply = await on.GetAsync(ServiceEntries, "a");
        Assert.Equal((404, "NotFound"), (reply.Code, reply.Reason));
        Assert.Equal("serviceentries.networking.istio.io \"a\" not found", reply.Message);
        Assert.Equal("serviceentries networking.istio.io a", reply.Details);
    }

    [Theory, EveryServer]
    public async Task A_kind_is_no_Status_but_a_page(string server)
    {
        var on = await OnAsync(server);
        foreach (var path in new[]
        {
            "/apis/nobody.example/v1/namespaces/default/things", "/apis/networking.istio.io/v1/namespaces/default/things/a",
            "/apis/networking.istio.io/v9/serviceentries"
        })
        {
            var reply = await on.Server.SendAsync("GET", path);
            Assert.Equal((404, "404 page not found"), (reply.Code, reply.Text.Trim()));
        }
    }

    [Theory, EveryServer]
    public async Task A_namespace_in_which_something_is_made(string server)
    {
        var on = await OnAsync(server);
        foreach (var plural in new[] { ServiceEntries, ConfigMaps })
        {
            var value = plural == ConfigMaps ? ConfigMap("a", "a: '1'") : ServiceEntry("a", "hosts: [a.global]");
            var reply = await on.Server.SendAsync(
                "PATCH", on.Path(plural, "a", ns: "not-there") + "?fieldManager=first", value.Yaml, "application/apply-patch+yaml");
            Assert.Equal((404, "namespaces \"not-there\" not found"), (reply.Code, reply.Message));
            Assert.Equal("namespaces - not-there", reply.Details);
        }
    }

    [Theory, EveryServer]
    public async Task A_namespace_by_name(string server)
    {
        var on = await OnAsync(server);
        var reply = await on.Server.SendAsync("GET", "/api/v1/namespaces/not-there");
        Assert.Equal((404, "namespaces \"not-there\" not found"), (reply.Code, reply.Message));
    }

    [Theory, EveryServer(AccessRules = true)]
    public async Task A_service_behind_the_proxy(string server)
    {
        var on = await OnAsync(server);
        var reply = await on.Server.SendAsync("GET", on.Path("services", "istiod:15014/proxy/debug/configz"));
        Assert.Equal((404, "services \"istiod\" not found"), (reply.Code, reply.Message));
    }

    [Theory, EveryServer]
    public async Task A_method(string server)
    {
        var on = await OnAsync(server);
        var reply = await on.Server.SendAsync("POST", on.Path(ConfigMaps, "a"), ConfigMap("a", "a: '1'").Yaml, "application/yaml");
        Assert.Equal((405, "MethodNotAllowed"), (reply.Code, reply.Reason));
    }
}
