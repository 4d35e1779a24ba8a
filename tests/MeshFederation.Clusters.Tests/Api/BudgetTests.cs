using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Tests.Publishing;
using MeshFederation.Clusters.Tests.Servers;
using MeshFederation.Model.Errors;
using Microsoft.AspNetCore.Http;

namespace MeshFederation.Clusters.Tests.Api;

/// <summary>How long a server that is away is waited for.</summary>
public sealed class BudgetTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private static readonly Func<HttpContext, Task> Fine = ScriptedServer.Json(200, """{"kind":"ConfigMap","metadata":{"name":"a"}}""");

    private static readonly Func<HttpContext, Task> Away =
        ScriptedServer.Text(503, "upstream connect error", "text/plain");

    private readonly SteppedClock _clock = new();

    [Fact]
    public async Task As_long_as_the_budget_lasts_and_no_longer()
    {
        await using var server = await ScriptedServer.StartAsync(Away);
        var error = await Assert.ThrowsAsync<ApiException>(() => GetAsync(Api(server, TimeSpan.FromMinutes(1), isAsked: true)));
        Assert.Equal(MeshErrorId.ServerFailed, error.ErrorId);
        Assert.InRange(_clock.Elapsed, TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(60));
        Assert.Contains(FormattableString.Invariant($"tried {server.Requests.Count} times"), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_requests_share_it()
    {
        await using var server = await ScriptedServer.StartAsync(Away);
        var api = Api(server, TimeSpan.FromMinutes(1), isAsked: true);
        await Assert.ThrowsAsync<ApiException>(() => GetAsync(api));
        await Assert.ThrowsAsync<ApiException>(() => GetAsync(api));
        Assert.InRange(_clock.Elapsed, TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(62));
    }

    [Fact]
    public async Task One_that_never_answered_is_said_at_once_unless_somebody_asked_for_the_time()
    {
        await using var server = await ScriptedServer.StartAsync(Away);
        await Assert.ThrowsAsync<ApiException>(() => GetAsync(Api(server, TimeSpan.FromMinutes(1), isAsked: false)));
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task One_that_has_answered_is_waited_for_and_that_is_said_once()
    {
        await using var server = await ScriptedServer.StartAsync(
            [Fine, .. Enumerable.Repeat(Away, 9), Fine, .. Enumerable.Repeat(Away, 9), Fine]);
        var said = new List<string>();
        var budget = new TimeBudget(TimeSpan.FromMinutes(10), isAsked: false, _clock) { Tell = said.Add };
        var api = Api(server).Within(budget);
        for (var number = 0; number < 3; number++) await GetAsync(api);
        Assert.Equal(21, server.Requests.Count);
        Assert.Equal(2, said.Count);
        Assert.All(said, text => Assert.Matches(
            "^The server of the context 'scripted' is waited for, for up to [0-9]+ s [(]-Timeout[)]: it answers 503$", text));
    }

    [Fact]
    public async Task What_a_server_says_for_good_is_not_waited_for()
    {
        await using var server = await ScriptedServer.StartAsync(ScriptedServer.Status(500, "InternalError", "nil pointer dereference"));
        await Assert.ThrowsAsync<ApiException>(() => GetAsync(Api(server, TimeSpan.FromHours(1), isAsked: true)));
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task A_wait_that_the_server_asks_for_until_a_time_of_day_is_by_its_own_clock()
    {
        await using var server = await ScriptedServer.StartAsync(
            ScriptedServer.Status(
                429,
                "TooManyRequests",
                "slow down",
                ("Date", "Mon, 01 Jan 2001 00:00:00 GMT"),
                ("Retry-After", "Mon, 01 Jan 2001 00:00:02 GMT")),
            Fine);
        await GetAsync(Api(server));
        Assert.Equal(TimeSpan.FromSeconds(2), _clock.Elapsed);
    }

    [Fact]
    public async Task A_deletion_whose_answer_was_lost_is_found_out()
    {
        await using var server = await ScriptedServer.StartAsync(
            ScriptedServer.Reset,
            ScriptedServer.Json(404, """{"kind":"Status","reason":"NotFound","code":404,"details":{"name":"a","kind":"configmaps"}}"""));
        Assert.True(await Api(server, TimeSpan.FromMinutes(1), isAsked: true)
            .DeleteAsync(ResourceKinds.ConfigMap, "default", "a", new(Uid: "1"), Ct));
    }

    [Fact]
    public async Task What_is_written_is_sent_again_only_as_long_as_it_may_be_and_says_why_it_failed()
    {
        await using var server = await ScriptedServer.StartAsync(Away, Away, Fine, ScriptedServer.Reset, Away, Fine);
        var most = 2;
        var api = Api(server, TimeSpan.FromMinutes(1), isAsked: true).Guarded(new Guard(() => server.Requests.Count < most));
        var error = await Assert.ThrowsAsync<ApiException>(() =>
            api.ApplyAsync(ResourceKinds.ConfigMap, Objects.ConfigMap("a", "1"), new(), Ct));
        Assert.Equal((MeshErrorId.ServerFailed, 2), (error.ErrorId, server.Requests.Count));
        await GetAsync(api);
        most = 4;
        var lost = await Assert.ThrowsAsync<MeshException>(() => api.DeleteAsync(ResourceKinds.ConfigMap, "default", "a", new(), Ct));
        Assert.Equal((MeshErrorId.ClusterUnreachable, 4), (lost.ErrorId, server.Requests.Count));
        await GetAsync(api);
        Assert.Equal(6, server.Requests.Count);
    }

    [Fact]
    public void What_the_user_takes_to_answer_does_not_count()
    {
        var budget = new TimeBudget(TimeSpan.FromMinutes(1), isAsked: false, _clock);
        Assert.Equal("yes", budget.Uncounted(() =>
        {
            _clock.Advance(TimeSpan.FromHours(1));
            return "yes";
        }));
        _clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(TimeSpan.FromSeconds(40), budget.Left);
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(TimeSpan.Zero, budget.Left);
    }

    /// <summary>What was not sent because it may not be, was never sent.</summary>
    [Fact]
    public async Task What_may_not_be_written_is_not_sent_once_and_says_why()
    {
        await using var server = await ScriptedServer.StartAsync(Fine);
        var api = Api(server, TimeSpan.FromMinutes(1), isAsked: true).Guarded(new Guard(() => false));
        foreach (var write in new Func<Task>[]
        {
            () => api.ApplyAsync(ResourceKinds.ConfigMap, Objects.ConfigMap("a", "1"), new(), Ct),
            () => api.ReplaceAsync(ResourceKinds.ConfigMap, Objects.ConfigMap("a", "1"), Ct),
            () => api.DeleteAsync(ResourceKinds.ConfigMap, "default", "a", new(), Ct),
        })
        {
            Assert.Equal(MeshErrorId.LeaseLost, (await Assert.ThrowsAsync<MeshException>(write)).ErrorId);
        }

        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task The_server_is_told_how_long_a_write_may_take_that_is_not_to_come_late()
    {
        await using var server = await ScriptedServer.StartAsync(Fine);
        var api = Api(server, TimeSpan.FromMinutes(1), isAsked: true);
        await api.ApplyAsync(ResourceKinds.ConfigMap, Objects.ConfigMap("a", "1"), new(), Ct);
        var guarded = api.Guarded(new Guard(() => true) { Left = TimeSpan.FromSeconds(17.5) });
        await guarded.ApplyAsync(ResourceKinds.ConfigMap, Objects.ConfigMap("a", "1"), new(), Ct);
        await guarded.DeleteAsync(ResourceKinds.ConfigMap, "default", "a", new(), Ct);
        await guarded.GetAsync(ResourceKinds.ConfigMap, "default", "a", Ct);
        Assert.Equal(
            [null, "timeout=17500ms", "timeout=17500ms", null],
            server.Requests.Select(request => request.Path.Split('?', '&')
                .FirstOrDefault(part => part.StartsWith("timeout", StringComparison.Ordinal))));
    }

    /// <summary>Connecting takes its time, and a machine may sleep meanwhile.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_ends_while_it_connects_is_renewed_first_or_never_sent(bool isRenewed)
    {
        await using var server = await ScriptedServer.StartAsync(Fine);
        var (asked, connected) = (0, 0);
        var guard = new Guard(() => isRenewed || asked++ == 0) { Now = () => connected++ > 0 };
        var applying = Api(server, TimeSpan.FromMinutes(1), isAsked: true).Guarded(guard)
            .ApplyAsync(ResourceKinds.ConfigMap, Objects.ConfigMap("a", "1"), new(), Ct);
        if (isRenewed) await applying;
        else Assert.Equal(MeshErrorId.LeaseLost, (await Assert.ThrowsAsync<MeshException>(() => applying)).ErrorId);
        Assert.Equal(isRenewed ? 1 : 0, server.Requests.Count(request => request.Body.Length > 0));
        Assert.Equal(isRenewed ? 2 : 1, connected);
    }

    private static Task GetAsync(KubernetesApi api) => api.GetAsync(ResourceKinds.ConfigMap, "default", "a", Ct);

    private KubernetesApi Api(ScriptedServer server, TimeSpan budget, bool isAsked) =>
        Api(server).Within(new(budget, isAsked, _clock));

    private KubernetesApi Api(ScriptedServer server) => server.Api(
        times: new(TimeSpan.FromSeconds(30), 3, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(30))
        {
            LongestPause = TimeSpan.FromSeconds(2),
        },
        clock: _clock);

    private sealed class Guard(Func<bool> mayWrite) : IWriteGuard
    {
        public TimeSpan Left { get; init; } = TimeSpan.FromMinutes(1);

        public Func<bool> Now { get; init; } = static () => true;

        public bool MayWriteNow => Now();

        public MeshException? Refusal { get; } = new(MeshErrorId.LeaseLost, MeshErrorKind.ResourceBusy, "It is lost.", "");

        public Task<TimeSpan> TimeLeftAsync(CancellationToken ct) => Task.FromResult(mayWrite() ? Left : TimeSpan.Zero);
    }
}
