using System.Net.Sockets;
using MeshFederation.Clusters.Tests.Behaviour.Servers;
using MeshFederation.Clusters.Tests.Server;
using MeshFederation.Clusters.Tests.Server.Faults;
using MeshFederation.Clusters.Tests.Server.Hosting;
using MeshFederation.Clusters.Tests.Server.Requests;

namespace MeshFederation.Clusters.Tests.Faults;

/// <summary>The faults of the test server are what they say: what the client sees, and what was done.</summary>
public sealed class FaultTests : IAsyncLifetime
{
    private const string Path = "/api/v1/namespaces/default/configmaps/a?fieldManager=first";
    private const string Body = """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"data":{"a":"1"}}""";
    private static readonly Func<ApiRequest, bool> Writes = request => request is { Verb: "patch", Plural: "configmaps" };
    private TestClusters _clusters = null!;
    private ServerUnderTest _server = null!;

    private TestCluster Cluster => _clusters.All[0];

    private bool IsDone => Cluster.Find("configmaps", "default", "a") is not null;

    public async ValueTask InitializeAsync()
    {
        _clusters = await TestClusters.StartAsync(1);
        _server = ServerUnderTest.Of(ServerTraits.InProcess, _clusters.Kubeconfig);
    }

    public async ValueTask DisposeAsync()
    {
        _server.Client.Dispose();
        await _clusters.DisposeAsync();
    }

    [Fact]
    public async Task A_reset_ends_the_connection_with_nothing_done()
    {
        Cluster.Faults.Add(Fault.Reset, Writes);
        await Assert.ThrowsAsync<HttpRequestException>(ApplyAsync);
        Assert.False(IsDone);
        Assert.Equal(201, (await ApplyAsync()).Code);
    }

    [Fact]
    public async Task A_lost_answer_was_given()
    {
        Cluster.Faults.Add(Fault.LoseAnswer, Writes);
        await Assert.ThrowsAsync<HttpRequestException>(ApplyAsync);
        Assert.True(IsDone);
        Assert.Equal(200, (await ApplyAsync()).Code);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_killed_server_refuses_connections_until_it_is_started_again_with_all_it_had(bool afterwards)
    {
        Cluster.Faults.Add(afterwards ? Fault.KillAfterwards : Fault.Kill, Writes);
        await Assert.ThrowsAsync<HttpRequestException>(ApplyAsync);
        var refused = await Assert.ThrowsAsync<HttpRequestException>(ApplyAsync);
        Assert.Equal(SocketError.ConnectionRefused, Assert.IsType<SocketException>(refused.InnerException).SocketErrorCode);
        Assert.Equal(afterwards, IsDone);
        await Cluster.StartAsync();
        Assert.Equal(afterwards ? 200 : 201, (await ApplyAsync()).Code);
    }

    [Fact]
    public async Task One_that_was_started_again_is_not_reached_by_a_kill_of_the_one_before()
    {
        Func<Task>? kill = null;
        await using var host = new ClusterHost(null, http =>
        {
            kill ??= ClusterHost.KillOf(http);
            return Task.CompletedTask;
        });
        await host.StartAsync();
        using var client = new HttpClient();
        await client.GetAsync(host.Address, TestContext.Current.CancellationToken);
        await host.StopAsync();
        await host.StartAsync();
        await kill!();
        Assert.True((await client.GetAsync(host.Address, TestContext.Current.CancellationToken)).IsSuccessStatusCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_request_that_hangs_ends_when_the_client_gives_up(bool afterwards)
    {
        var rule = Cluster.Faults.Add(afterwards ? Fault.HangAfterwards : Fault.Hang, Writes);
        using var stop = new CancellationTokenSource();
        using var request =
            new HttpRequestMessage(HttpMethod.Patch, Path) { Content = new StringContent(Body, null, "application/apply-patch+yaml") };
        request.Headers.Authorization = new("Bearer", _server.AdminToken);
        var answer = _server.Client.SendAsync(request, stop.Token);
        await rule.Reached;
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        Assert.Equal(afterwards, IsDone);
    }

    [Fact]
    public async Task A_truncated_answer_ends_in_the_middle()
    {
        Cluster.Faults.Add(Fault.Truncate, Writes);
        await Assert.ThrowsAsync<HttpRequestException>(ApplyAsync);
        Assert.True(IsDone);
    }

    [Fact]
    public async Task A_status_is_answered_and_nothing_done()
    {
        foreach (var (fault, code) in new[]
        {
            (Fault.Unauthorized, 401),
            (Fault.Forbidden, 403),
            (Fault.Conflict, 409),
            (Fault.Invalid, 422),
            (Fault.Busy(), 429),
            (Fault.InternalError, 500),
            (Fault.Unavailable, 503)
        })
        {
            Cluster.Faults.Add(fault, Writes);
            Assert.Equal(code, (await ApplyAsync()).Code);
            Assert.False(IsDone);
        }
    }

    [Fact]
    public async Task It_goes_wrong_with_the_requests_that_were_meant_and_no_others()
    {
        var rule =
            Cluster.Faults.Add(Fault.InternalError, request => request is { Verb: "patch", Name: "a", DryRun: false }, skip: 1, times: 2);
        var codes = new List<int>();
        for (var number = 0; number < 4; number++) codes.Add((await ApplyAsync()).Code);
        Assert.Equal([201, 500, 500, 200], codes);
        Assert.Equal(2, rule.Hits);
        Assert.Equal(4, Cluster.Requests.Count(Writes));
    }

    [Fact]
    public async Task Something_else_can_happen_first()
    {
        Cluster.Faults.Add(Fault.Call(() => Cluster.Put("{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {a: '2'}}")), Writes);
        Assert.Equal(409, (await ApplyAsync()).Code);
    }

    private Task<Reply> ApplyAsync() => _server.SendAsync("PATCH", Path, Body, "application/apply-patch+yaml");
}
