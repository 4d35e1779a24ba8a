using System.Collections.Concurrent;
using MeshFederation.Clusters.Comparing;
using MeshFederation.Clusters.Connections;
using MeshFederation.Clusters.Tests.Servers;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Tests.Connections;

/// <summary>Credential plugins: shell scripts here, kubelogin in life.</summary>
public sealed class PluginTests : IDisposable
{
    private const string V1 = "client.authentication.k8s.io/v1";
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly string _folder = Directory.CreateTempSubdirectory("mesh-plugin-").FullName;

    [Fact]
    public async Task The_token_of_a_plugin_is_sent_and_it_runs_once_for_many_requests()
    {
        await using var server = await ScriptedServer.StartAsync(ScriptedServer.Text(200, "ok", "text/plain"));
        var api = server.Api(Exec(Counting(Answer("\"token\":\"from-plugin\""))));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => api.GetTextAsync("readyz", Ct)));
        Assert.All(server.Requests, request => Assert.Equal("Bearer from-plugin", request.Header["Authorization"]));
        Assert.Equal(1, Runs);
    }

    [Fact]
    public async Task A_client_certificate_of_a_plugin_is_shown()
    {
        using var authority = new TestCertificates();
        using var certificate = authority.Sign("server");
        using var client = authority.Sign("eve");
        var status = System.Text.Json.JsonSerializer.Serialize(
            new { clientCertificateData = client.ExportCertificatePem(), clientKeyData = TestCertificates.KeyPem(client) });
        await using var server = await ScriptedServer.StartAsync(certificate, ScriptedServer.Text(200, "ok", "text/plain"));
        await server.Api(Exec(Counting(Answer(status[1..^1]))), ", certificate-authority-data: " + authority.AuthorityData)
            .GetTextAsync("readyz", Ct);
        Assert.Equal("CN=eve", server.Requests.Single().ClientCertificate);
    }

    [Fact]
    public async Task A_token_that_the_server_refuses_is_fetched_anew_once()
    {
        var refused = ScriptedServer.Status(401, "Unauthorized", "Unauthorized");
        await using var server = await ScriptedServer.StartAsync(refused, ScriptedServer.Text(200, "ok", "text/plain"), refused);
        var api = server.Api(Exec(Counting(Answer("\"token\":\"t'$n'\""))));
        Assert.Equal("ok", await api.GetTextAsync("readyz", Ct));
        Assert.Equal(["Bearer t1", "Bearer t2"], server.Requests.Select(request => request.Header["Authorization"]));
        Assert.Equal(MeshErrorId.Unauthorized, (await Assert.ThrowsAsync<ApiException>(() => api.GetTextAsync("readyz", Ct))).ErrorId);
        Assert.Equal(3, Runs);
    }

    [Fact]
    public async Task A_token_that_has_expired_is_fetched_anew()
    {
        await using var server = await ScriptedServer.StartAsync(ScriptedServer.Text(200, "ok", "text/plain"));
        var api = server.Api(Exec(Counting(Answer("\"token\":\"t'$n'\",\"expirationTimestamp\":\"2026-01-01T00:00:00Z\""))));
        await api.GetTextAsync("readyz", Ct);
        await api.GetTextAsync("readyz", Ct);
        Assert.Equal(["Bearer t1", "Bearer t2"], server.Requests.Select(request => request.Header["Authorization"]));
    }

    [Fact]
    public async Task A_plugin_gets_its_arguments_its_environment_and_the_cluster()
    {
        await using var server = await ScriptedServer.StartAsync(ScriptedServer.Text(200, "ok", "text/plain"));
        var script = """printf '%s|%s|%s|%s' "$#" "$2" "$GREETING" "$KUBERNETES_EXEC_INFO" > seen; """ + Answer("\"token\":\"x\"");
        await server.Api(
            Exec(script, """, args: [login, 'a "quoted" b'], env: [{name: GREETING, value: hello}], provideClusterInfo: true"""))
            .GetTextAsync("readyz", Ct);
        var seen = (await File.ReadAllTextAsync(Path.Combine(_folder, "seen"), Ct)).Split('|');
        Assert.Equal(["2", "a \"quoted\" b", "hello"], seen[..3]);
        Assert.Equal(
            ($$"""{"apiVersion":"{{V1}}","kind":"ExecCredential","spec":{"interactive":false,"cluster":{"server":"{{server.Address}}"} """
                + """} }""").Replace(
                " ",
                "",
                StringComparison.Ordinal), seen[3]);
    }

    [Fact]
    public async Task What_a_plugin_writes_to_its_error_stream_is_shown_to_who_waits_for_it()
    {
        await using var server = await ScriptedServer.StartAsync(ScriptedServer.Text(200, "ok", "text/plain"));
        var lines = new ConcurrentQueue<string>();
        PluginMessages.ListenWith(lines.Enqueue);
        await server.Api(Exec("echo 'To sign in, open https://example.com and enter ABC' >&2; " + Answer("\"token\":\"x\"")))
            .GetTextAsync("readyz", Ct);
        Assert.Equal(
            ": To sign in, open https://example.com and enter ABC",
            Assert.Single(lines)[_folder.Length..].Replace("/plugin.sh", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("echo 'no account' >&2; exit 3", "it ended with 3: no account.")]
    [InlineData("echo hello", "what it prints is not JSON.")]
    [InlineData("exit 0", "it prints nothing.")]
    [InlineData(
        """echo '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1beta1","status":{"token":"x"}}'""",
        "it answers in client.authentication.k8s.io/v1beta1, but the kubeconfig says client.authentication.k8s.io/v1.")]
    [InlineData(
        """echo '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1"}'""",
        "its answer has neither a token nor a client certificate.")]
    [InlineData(
        """echo '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"token":"x","clientKeyData":"y"}}'""",
        "its answer has a client key and no certificate.")]
    [InlineData("head -c 2000000 /dev/zero", "it prints more than 1024 KiB.")]
    [InlineData("yes", "it prints more than 1024 KiB.")]
    public async Task A_plugin_that_gives_no_credentials_is_said_with_its_own_words(string script, string cause)
    {
        await using var server = await ScriptedServer.StartAsync(ScriptedServer.Text(200, "ok", "text/plain"));
        var error = await Assert.ThrowsAsync<MeshException>(() => server.Api(Exec(script)).GetTextAsync("readyz", Ct));
        Assert.Equal(MeshErrorId.CredentialPluginFailed, error.ErrorId);
        Assert.EndsWith("gives no credentials: " + cause, error.Message, StringComparison.Ordinal);
        Assert.Contains("config:2: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_values_of_a_plugins_options_are_in_no_message()
    {
        await using var server = await ScriptedServer.StartAsync(ScriptedServer.Text(200, "ok", "text/plain"));
        var error = await Assert.ThrowsAsync<MeshException>(
            () => server.Api(Exec("exit 1", ", args: [get-token, --client-id, me, --client-secret=geheim, --password, geheim, -v]"))
                .GetTextAsync("readyz", Ct));
        Assert.DoesNotContain("geheim", error.Message + error.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains(
            "plugin.sh get-token --client-id … --client-secret=… --password … -v (the values are at ",
            error.RecommendedAction,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_of_several_lines_is_refused_and_not_shown()
    {
        await using var server = await ScriptedServer.StartAsync(ScriptedServer.Text(200, "ok", "text/plain"));
        var error =
            await Assert.ThrowsAsync<MeshException>(() => server.Api(Exec(Answer("\"token\":\"ge\\nheim\""))).GetTextAsync("readyz", Ct));
        Assert.Equal(MeshErrorId.CredentialPluginFailed, error.ErrorId);
        Assert.EndsWith("its token has characters that no token has, as a line end.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plugin_that_is_not_installed_is_said_with_its_hint()
    {
        await using var server = await ScriptedServer.StartAsync(ScriptedServer.Text(200, "ok", "text/plain"));
        var error = await Assert.ThrowsAsync<MeshException>(() =>
            server.Api(
                $"{{exec: {{command: no-such-plugin, apiVersion: {V1}, interactiveMode: Never, installHint: Get it from example.com.}}}}")
                .GetTextAsync("readyz", Ct));
        Assert.Equal((MeshErrorId.CredentialPluginFailed, "Get it from example.com."), (error.ErrorId, error.RecommendedAction));
    }

    [Fact]
    public async Task Of_what_a_plugin_writes_without_end_to_its_error_stream_as_much_is_shown_as_a_person_reads()
    {
        var lines = new ConcurrentQueue<string>();
        PluginMessages.ListenWith(lines.Enqueue);
        var settings =
            Settings("head -c 3000000 /dev/zero | tr '\\0' x >&2; echo >&2; yes no 2>/dev/null | head -100000 >&2; echo last >&2; exit 1");
        var error = await Assert.ThrowsAsync<MeshException>(
            () => new PluginProcess(settings, TimeSpan.FromMinutes(2), TimeProvider.System).RunAsync(Ct));
        Assert.EndsWith("it ended with 1: no no no no last.", error.Message, StringComparison.Ordinal);
        Assert.Equal(201, lines.Count);
        Assert.EndsWith(": More that it writes is not shown.", lines.Last(), StringComparison.Ordinal);
        Assert.All(lines, line => Assert.True(line.Length < 1200 + settings.Command.Length));
    }

    [Fact]
    public async Task A_command_whose_time_is_over_while_it_waits_for_a_plugin_names_it()
    {
        await using var server = await ScriptedServer.StartAsync(ScriptedServer.Text(200, "ok", "text/plain"));
        var clock = new LimitClock();
        PluginMessages.ListenWith(_ => clock.End());
        var user = Exec("echo 'waiting for you' >&2; exec sleep 600");
        var cluster = new Model.Clusters.MeshCluster("c", "scripted") { Kubeconfig = server.Kubeconfig(user) };
        var comparer = new FederationComparer(new() { Timeout = TimeSpan.FromSeconds(20), Clock = clock });
        var error = Assert.Single((await comparer.CompareAsync("f", [cluster], [], null, Ct)).Failures);
        Assert.Equal(MeshErrorId.ClusterTimeout, error.ErrorId);
        Assert.EndsWith("plugin.sh' had not ended: it may wait for you to sign in.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plugin_that_does_not_end_is_ended()
    {
        var (clock, limit) = (new LimitClock(), TimeSpan.FromSeconds(20));
        PluginMessages.ListenWith(_ => clock.End());
        var process = new PluginProcess(Settings("echo $$ > pid; echo 'waiting for you' >&2; exec sleep 600"), limit, clock);
        var error = await Assert.ThrowsAsync<MeshException>(() => process.RunAsync(Ct));
        Assert.Equal((MeshErrorId.CredentialPluginTimeout, MeshErrorKind.OperationTimeout), (error.ErrorId, error.Kind));
        Assert.Contains("did not end within 20 s: waiting for you.", error.Message, StringComparison.Ordinal);
        var pid =
            int.Parse(await File.ReadAllTextAsync(Path.Combine(_folder, "pid"), Ct), System.Globalization.CultureInfo.InvariantCulture);
        Assert.Throws<ArgumentException>(() => System.Diagnostics.Process.GetProcessById(pid));
    }

    [Fact]
    public void An_answer_is_fresh_until_a_request_might_outlive_it()
    {
        var expires = new DateTimeOffset(2026, 1, 31, 10, 0, 0, TimeSpan.Zero);
        var answer = new PluginCredential("token", null, expires);
        Assert.True(answer.IsFresh(expires.AddSeconds(-31)));
        Assert.False(answer.IsFresh(expires.AddSeconds(-30)));
        Assert.True(new PluginCredential("token", null, null).IsFresh(expires));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private int Runs => File.ReadAllLines(Path.Combine(_folder, "runs")).Length;

    private static string Answer(string status) =>
        $$$"""printf '%s\n' '{"kind":"ExecCredential","apiVersion":"{{{V1}}}","status":{{{{status}}}}}'""";

    private string Counting(string script) => $"echo run >> '{_folder}/runs'; n=$(wc -l < '{_folder}/runs'); {script}";

    private PluginSettings Settings(string script) => new(Script(script), [], [], V1, "", "", "config:1");

    private string Exec(string script, string more = "") =>
        $"{{exec: {{command: '{Script(script)}', apiVersion: {V1}, interactiveMode: Never{more}}}}}";

    private string Script(string script)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The plugins of these tests are shell scripts.");
        var path = Path.Combine(_folder, "plugin.sh");
        File.WriteAllText(path, $"#!/bin/sh\ncd '{_folder}'\n{script}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }
}
