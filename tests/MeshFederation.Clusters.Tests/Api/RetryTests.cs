using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Tests.Servers;
using MeshFederation.Model.Errors;
using Microsoft.AspNetCore.Http;

namespace MeshFederation.Clusters.Tests.Api;

/// <summary>What is sent again, and what is not.</summary>
public sealed class RetryTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private static readonly Func<HttpContext, Task> Fine = ScriptedServer.Json(200, """{"kind":"ConfigMap","metadata":{"name":"a"}}""");
    private static readonly Func<HttpContext, Task> Broken = ScriptedServer.Status(500, "InternalError", "etcdserver: leader changed");

    public enum Call
    {
        Get,
        Apply,
        Replace,
        Create,
        Delete,
    }

    [Theory]
    [InlineData(Call.Get)]
    [InlineData(Call.Apply)]
    [InlineData(Call.Replace)]
    [InlineData(Call.Create)]
    [InlineData(Call.Delete)]
    public async Task A_server_that_is_busy_is_asked_again_when_it_says(Call call)
    {
        await using var server =
            await ScriptedServer.StartAsync(ScriptedServer.Status(429, "TooManyRequests", "slow down", ("Retry-After", "0")), Fine);
        await Send(server.Api(), call);
        Assert.Equal(2, server.Requests.Count);
    }

    [Theory]
    [InlineData(Call.Get, 2)]
    [InlineData(Call.Apply, 2)]
    [InlineData(Call.Replace, 1)]
    [InlineData(Call.Create, 1)]
    [InlineData(Call.Delete, 1)]
    public async Task After_a_failure_only_what_may_be_done_twice_is_sent_again(Call call, int times)
    {
        await using var server = await ScriptedServer.StartAsync(Broken, Fine);
        var error = await Record.ExceptionAsync(() => Send(server.Api(), call));
        Assert.Equal(times, server.Requests.Count);
        Assert.Equal(times == 1, error is ApiException { ErrorId: MeshErrorId.ServerFailed });
    }

    [Theory]
    [InlineData(Call.Get, 2)]
    [InlineData(Call.Apply, 2)]
    [InlineData(Call.Replace, 1)]
    [InlineData(Call.Create, 1)]
    [InlineData(Call.Delete, 1)]
    public async Task After_a_connection_that_broke_only_what_may_be_done_twice_is_sent_again(Call call, int times)
    {
        await using var server = await ScriptedServer.StartAsync(ScriptedServer.Reset, Fine);
        var error = await Record.ExceptionAsync(() => Send(server.Api(), call));
        Assert.Equal(times, server.Requests.Count);
        Assert.Equal(times == 1, error is MeshException { ErrorId: MeshErrorId.ClusterUnreachable });
    }

    [Fact]
    public async Task A_server_that_stays_busy_is_given_up_and_the_error_counts_the_tries()
    {
        await using var server =
            await ScriptedServer.StartAsync(ScriptedServer.Status(429, "TooManyRequests", "slow down", ("Retry-After", "0")));
        var error = await Assert.ThrowsAsync<ApiException>(() => Send(server.Api(), Call.Get));
        Assert.Equal(MeshErrorId.ServerBusy, error.ErrorId);
        Assert.Contains("(429, tried 3 times): slow down.", error.Message, StringComparison.Ordinal);
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task A_server_that_asks_for_a_long_wait_is_not_waited_for()
    {
        await using var server =
            await ScriptedServer.StartAsync(ScriptedServer.Status(503, "ServiceUnavailable", "maintenance", ("Retry-After", "3600")));
        var error = await Assert.ThrowsAsync<ApiException>(() => Send(server.Api(), Call.Get));
        Assert.Equal((MeshErrorId.ServerFailed, TimeSpan.FromHours(1)), (error.ErrorId, error.RetryAfter));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task An_object_that_cannot_be_applied_is_not_sent_again_though_the_server_says_500()
    {
        await using var server = await ScriptedServer.StartAsync(ScriptedServer.Status(
            500,
            "InternalError",
            "failed to create typed patch object (default/a; v1, Kind=ConfigMap): .spec.x: field not declared in schema"));
        var error = await Assert.ThrowsAsync<ApiException>(() => Send(server.Api(), Call.Apply));
        Assert.Equal(MeshErrorId.ObjectInvalid, error.ErrorId);
        Assert.EndsWith(
            "does not accept ConfigMap default/a: .spec.x: field not declared in schema.", error.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Pages_that_expire_are_read_again_as_one()
    {
        await using var server = await ScriptedServer.StartAsync(
            ScriptedServer.Json(200, """{"metadata":{"resourceVersion":"1","continue":"next"},"items":[{"metadata":{"name":"old"}}]}"""),
            ScriptedServer.Status(410, "Expired", "The provided continue parameter is too old"),
            ScriptedServer.Json(200, """{"metadata":{"resourceVersion":"2"},"items":[{"metadata":{"name":"new"}}]}"""));
        var list = await server.Api().ListAsync(ResourceKinds.ConfigMap, null, null, Ct);
        Assert.Equal(["new"], list.Item.Select(item => item.Name()));
        Assert.Equal(
            ["/api/v1/configmaps?limit=500", "/api/v1/configmaps?limit=500&continue=next", "/api/v1/configmaps"],
            server.Requests.Select(request => request.Path));
    }

    private static Task Send(KubernetesApi api, Call call) => call switch
    {
        Call.Get => api.GetAsync(ResourceKinds.ConfigMap, "default", "a", Ct),
        Call.Apply => api.ApplyAsync(ResourceKinds.ConfigMap, Objects.ConfigMap("a", "1"), new(), Ct),
        Call.Replace => api.ReplaceAsync(ResourceKinds.ConfigMap, Objects.ConfigMap("a", "1").At("7"), Ct),
        Call.Create => api.CreateAsync(ResourceKinds.ConfigMap, Objects.ConfigMap("a", "1"), Ct),
        _ => api.DeleteAsync(ResourceKinds.ConfigMap, "default", "a", new(), Ct),
    };
}
