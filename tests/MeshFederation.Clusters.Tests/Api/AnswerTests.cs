using System.Net;
using System.Net.Sockets;
using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Tests.Servers;
using MeshFederation.Model.Errors;
using Microsoft.AspNetCore.Http;

namespace MeshFederation.Clusters.Tests.Api;

/// <summary>Answers that real servers do not give on demand, and none at all.</summary>
public sealed class AnswerTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_that_is_no_API_answer_is_said_and_not_shown()
    {
        await using var server = await ScriptedServer.StartAsync(ScriptedServer.Text(200, "<html>Please sign in</html>", "text/html"));
        var error = await Error(server);
        Assert.Equal(MeshErrorId.AnswerInvalid, error.ErrorId);
        Assert.Contains("no Kubernetes API server: HTTP 200 with text/html", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Please", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_and_an_object_that_is_no_list_are_no_API_answers()
    {
        await using var server = await ScriptedServer.StartAsync(
            context => context.Response.Body.WriteAsync(
                new byte[] { (byte)'{', (byte)'"', (byte)'a', (byte)'"', (byte)':', (byte)'"', 0xff, (byte)'"', (byte)'}' }).AsTask(),
            ScriptedServer.Json(200, "{}"));
        Assert.Equal(MeshErrorId.AnswerInvalid, (await Error(server)).ErrorId);
        Assert.Equal(
            MeshErrorId.AnswerInvalid,
            (await Assert.ThrowsAsync<ApiException>(() => server.Api().ListAsync(ResourceKinds.Pod, null, null, Ct))).ErrorId);
    }

    [Fact]
    public async Task A_redirection_is_not_followed_with_the_credentials()
    {
        await using var server =
            await ScriptedServer.StartAsync(ScriptedServer.Text(302, "", "text/html", ("Location", "https://sign-in.example.com/")));
        Assert.Equal((MeshErrorId.AnswerInvalid, 302), ((await Error(server)).ErrorId, ((ApiException)await Error(server)).Status));
    }

    [Fact]
    public async Task Credentials_that_are_not_accepted_are_said()
    {
        await using var server = await ScriptedServer.StartAsync(ScriptedServer.Status(401, "Unauthorized", "Unauthorized"));
        var error = await Error(server);
        Assert.Equal((MeshErrorId.Unauthorized, MeshErrorKind.AuthenticationError), (error.ErrorId, error.Kind));
        Assert.DoesNotContain("secret", error.Message + error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_admission_webhook_that_refuses_is_quoted()
    {
        const string Why =
            "admission webhook \"rev.validation.istio.io\" denied the request: configuration is invalid: at least one host is required";
        await using var server = await ScriptedServer.StartAsync(
            ScriptedServer.Status(400, "BadRequest", Why), ScriptedServer.Status(403, "Forbidden", "exceeded quota: objects"));
        var error = await Error(server);
        Assert.Equal(MeshErrorId.AdmissionDenied, error.ErrorId);
        Assert.Contains("at least one host is required.", error.Message, StringComparison.Ordinal);
        Assert.Equal(MeshErrorId.AdmissionDenied, (await Error(server)).ErrorId);
    }

    [Fact]
    public async Task A_webhook_that_does_not_answer_is_told_from_the_server()
    {
        await using var server = await ScriptedServer.StartAsync(ScriptedServer.Status(
            500,
            "InternalError",
            "Internal error occurred: failed calling webhook \"rev.validation.istio.io\": failed to call webhook: Post "
            + "\"https://istiod.istio-system.svc:443/validate?timeout=10s\": dial tcp 10.0.0.5:443: connect: connection refused"));
        Assert.Equal(MeshErrorId.WebhookFailed, (await Error(server)).ErrorId);
    }

    [Fact]
    public async Task A_namespace_that_is_being_deleted_is_said()
    {
        await using var server = await ScriptedServer.StartAsync(ScriptedServer.Json(403, """
            {"kind":"Status","code":403,"reason":"Forbidden","message":"configmaps \"a\" is forbidden: unable to create new content in namespace default because it is being terminated",
             "details":{"name":"a","kind":"configmaps","causes":[{"reason":"NamespaceTerminating","message":"namespace default is being terminated","field":"metadata.namespace"}]}}
            """));
        var error = await Error(server);
        Assert.Equal(MeshErrorId.NamespaceMissing, error.ErrorId);
        Assert.Contains("'default' is being deleted", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_given_up_and_a_caller_that_stops_gets_no_error()
    {
        var clock = new LimitClock();
        await using var server = await ScriptedServer.StartAsync(context =>
        {
            clock.End();
            return ScriptedServer.Hang(context);
        });
        var times = ApiTimes.Usual with { Request = TimeSpan.FromMilliseconds(50) };
        var error = await Assert.ThrowsAsync<MeshException>(
            () => server.Api(times: times, clock: clock).GetAsync(ResourceKinds.ConfigMap, "default", "a", Ct));
        Assert.Equal((MeshErrorId.ClusterTimeout, MeshErrorKind.OperationTimeout), (error.ErrorId, error.Kind));
        Assert.Contains("did not answer within 0.05 s (get ConfigMap default/a)", error.Message, StringComparison.Ordinal);
        using var stopped = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var waiting = server.Api().GetAsync(ResourceKinds.ConfigMap, "default", "a", stopped.Token);
        await stopped.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task A_body_that_never_ends_is_given_up_too()
    {
        var clock = new LimitClock();
        await using var server = await ScriptedServer.StartAsync(async context =>
        {
            await context.Response.WriteAsync("{");
            await context.Response.Body.FlushAsync();
            clock.End();
            await ScriptedServer.Hang(context);
        });
        var error = await Assert.ThrowsAsync<MeshException>(
            () => server.Api(times: ApiTimes.Usual, clock: clock).GetAsync(ResourceKinds.ConfigMap, "default", "a", Ct));
        Assert.Equal(MeshErrorId.ClusterTimeout, error.ErrorId);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_named_with_its_address()
    {
        var server = await ScriptedServer.StartAsync(ScriptedServer.Hang);
        var api = server.Api();
        await server.DisposeAsync();
        var error = await Assert.ThrowsAsync<MeshException>(() => api.GetAsync(ResourceKinds.ConfigMap, "default", "a", Ct));
        Assert.Equal((MeshErrorId.ClusterUnreachable, MeshErrorKind.ConnectionError), (error.ErrorId, error.Kind));
        Assert.Contains(
            $"context 'scripted' cannot be reached at {server.Address}/: Connection refused.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_speaks_no_TLS_is_said()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var client = listener.AcceptTcpClientAsync(Ct).AsTask()
            .ContinueWith(accepted => accepted.Result.GetStream().Write("SSH-2.0-OpenSSH\r\n"u8), Ct);
        await using var server = await ScriptedServer.StartAsync(ScriptedServer.Hang);
        var file = server.Kubeconfig();
        await File.WriteAllTextAsync(
            file,
            (await File.ReadAllTextAsync(file, Ct))
                .Replace(server.Address, $"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}", StringComparison.Ordinal),
            Ct);
        var error = await Assert.ThrowsAsync<MeshException>(
            () => Clusters.Connections.KubernetesConnections.For("scripted", file).GetAsync(ResourceKinds.ConfigMap, "default", "a", Ct));
        Assert.Equal(MeshErrorId.TlsFailed, error.ErrorId);
        await client;
    }

    private static async Task<MeshException> Error(ScriptedServer server) =>
        await Assert.ThrowsAnyAsync<MeshException>(
            () => server.Api().ApplyAsync(ResourceKinds.ConfigMap, Objects.ConfigMap("a", "1"), new(), Ct));
}
