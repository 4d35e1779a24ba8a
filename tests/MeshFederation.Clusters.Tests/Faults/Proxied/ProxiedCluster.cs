using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using MeshFederation.Clusters.Connections;
using MeshFederation.Clusters.Tests.Server;
using MeshFederation.Clusters.Tests.Server.Access;
using MeshFederation.Clusters.Tests.Server.Faults;
using MeshFederation.Clusters.Tests.Server.Hosting;
using MeshFederation.Clusters.Tests.Server.Requests;
using Microsoft.AspNetCore.Http;

namespace MeshFederation.Clusters.Tests.Faults.Proxied;

/// <summary>
/// Stands before the real API server of a cluster, as a load balancer does, and lets the same go wrong as the server in this process. Who
/// is killed is the proxy: connections are refused, while the server goes on.
/// </summary>
internal sealed class ProxiedCluster : IAsyncDisposable
{
    private readonly ApiConnection _server;
    private readonly ClusterHost _host;
    private readonly ConcurrentQueue<ApiRequest> _requests = [];

    public ProxiedCluster(string name, ApiConnection server)
    {
        (Name, _server) = (name, server);
        _host = new(null, HandleAsync);
    }

    public string Name { get; }

    /// <summary>Where it listens.</summary>
    public Uri Address => _host.Address;

    public FaultScript Faults { get; } = new();

    /// <summary>The requests that came so far.</summary>
    public IReadOnlyList<ApiRequest> Requests => [.. _requests];

    public void ForgetRequests() => _requests.Clear();

    public Task StartAsync() => _host.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private async Task HandleAsync(HttpContext http)
    {
        try
        {
            var request = await ApiRequest.ReadAsync(http, TestUser.Anonymous);
            _requests.Enqueue(request);
            if (Faults.Take(request) is { } fault)
            {
                await fault.RunAsync(new(
                    http,
                    () => Pass(request),
                    body => Pass(request with { Body = body }),
                    () => ServeAsync(http, request))
                { Body = request.Body });
            }
            else
            {
                await ServeAsync(http, request);
            }
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client has gone.
        }
    }

    private async Task ServeAsync(HttpContext http, ApiRequest request) =>
        await AnswerWriter.WriteAsync(http, await PassAsync(request));

    private Uri Target(ApiRequest request) => new(_server.Server, request.Path.TrimStart('/') + request.Query);

    private ApiAnswer Pass(ApiRequest request) => Task.Run(() => PassAsync(request)).GetAwaiter().GetResult();

    private async Task<ApiAnswer> PassAsync(ApiRequest request)
    {
        using var message = new HttpRequestMessage(new(request.Method), Target(request));
        if (request.Body.Length > 0)
        {
            message.Content = new StringContent(request.Body);
            message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(request.ContentType);
        }

        if (request.Accept.Length > 0) message.Headers.TryAddWithoutValidation("Accept", request.Accept);
        await _server.PrepareAsync(message, CancellationToken.None);
        using var response = await _server.Http.SendAsync(message);
        var (code, text) = ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
        return response.Content.Headers.ContentType?.MediaType == "application/json" ? ApiAnswer.Of(JsonNode.Parse(text)!, code)
            : ApiAnswer.OfText(text, code);
    }
}
