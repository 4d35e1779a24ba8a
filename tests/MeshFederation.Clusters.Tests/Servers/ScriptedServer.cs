using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Connections;
using MeshFederation.Clusters.Kubeconfig;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MeshFederation.Clusters.Tests.Servers;

/// <summary>
/// A server that answers what a test tells it: one answer after the other, the last for ever. It keeps what it was asked.
/// </summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private static readonly ApiTimes Quick = new(TimeSpan.FromSeconds(30), 3, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(1));

    private readonly WebApplication _server;
    private readonly ConcurrentQueue<Func<HttpContext, Task>> _answers;
    private readonly string _folder = Directory.CreateTempSubdirectory("mesh-scripted-").FullName;

    private ScriptedServer(WebApplication server, IEnumerable<Func<HttpContext, Task>> answers) =>
        (_server, _answers) = (server, new(answers));

    public ConcurrentQueue<ScriptedRequest> Requests { get; } = [];

    public string Address { get; private set; } = "";

    public static Task<ScriptedServer> StartAsync(params Func<HttpContext, Task>[] answers) => StartAsync(null, answers);

    public static async Task<ScriptedServer> StartAsync(X509Certificate2? certificate, params Func<HttpContext, Task>[] answers)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration()
            .ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen =>
            {
                if (certificate is not null)
                {
                    listen.UseHttps(certificate, https =>
                    {
                        https.ClientCertificateMode = Microsoft.AspNetCore.Server.Kestrel.Https.ClientCertificateMode.AllowCertificate;
                        https.AllowAnyClientCertificate();
                    });
                }
            }));
        var server = new ScriptedServer(builder.Build(), answers);
        server._server.Run(server.AnswerAsync);
        await server._server.StartAsync();
        server.Address = server._server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return server;
    }

    /// <summary>The API behind a kubeconfig that leads here.</summary>
    public KubernetesApi Api(string user = "{token: secret}", string cluster = "", ApiTimes? times = null, TimeProvider? clock = null) =>
        new(
            ConnectionFactory.Connect(KubeconfigDocument.Read(KubeconfigFiles.Find(Kubeconfig(user, cluster))).Context("scripted")),
            times ?? Quick,
            clock);

    /// <summary>A kubeconfig that leads here.</summary>
    public string Kubeconfig(string user = "{token: secret}", string cluster = "")
    {
        var path = Path.Combine(_folder, "config");
        File.WriteAllText(path, $"""
            clusters: [{"{"}name: c, cluster: {"{"}server: '{Address}'{cluster}{"}}"}]
            users: [{"{"}name: u, user: {user}{"}"}]
            contexts: [{"{"}name: scripted, context: {"{"}cluster: c, user: u{"}}"}]
            """);
        return path;
    }

    public static Func<HttpContext, Task> Json(int status, string json, params (string Name, string Value)[] headers) =>
        Text(status, json, "application/json", headers);

    public static Func<HttpContext, Task> Text(int status, string text, string type, params (string Name, string Value)[] headers) =>
        async context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = type;
            foreach (var (name, value) in headers) context.Response.Headers[name] = value;
            await context.Response.WriteAsync(text);
        };

    /// <summary>A Status, as API servers answer when they refuse.</summary>
    public static Func<HttpContext, Task> Status(int code, string reason, string message, params (string Name, string Value)[] headers) =>
        Json(code, System.Text.Json.JsonSerializer.Serialize(
            new { kind = "Status", apiVersion = "v1", status = "Failure", code, reason, message }), headers);

    /// <summary>No answer: the connection breaks.</summary>
    public static Task Reset(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    /// <summary>No answer, for as long as the caller waits.</summary>
    public static Task Hang(HttpContext context) => Task.Delay(Timeout.Infinite, context.RequestAborted);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new StreamReader(context.Request.Body, Encoding.UTF8);
        Requests.Enqueue(new(
            context.Request.Method,
            context.Request.Path + context.Request.QueryString,
            await body.ReadToEndAsync(),
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            context.Connection.ClientCertificate?.Subject));
        var answer = _answers.Count > 1 && _answers.TryDequeue(out var next) ? next : _answers.First();
        await answer(context);
    }
}
