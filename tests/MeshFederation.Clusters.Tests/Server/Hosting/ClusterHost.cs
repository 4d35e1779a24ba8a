using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MeshFederation.Clusters.Tests.Server.Hosting;

/// <summary>Kestrel on a port of loopback, which stays the same when it is stopped and started again.</summary>
internal sealed class ClusterHost : IAsyncDisposable
{
    private readonly TestAuthority? _authority;
    private readonly RequestDelegate _handler;
    private readonly SemaphoreSlim _gate = new(1);
    private WebApplication? _application;

    /// <summary>Makes a host that does not listen yet.</summary>
    /// <param name="authority">Who signs its certificate; null for plain HTTP.</param>
    /// <param name="handler">What answers.</param>
    public ClusterHost(TestAuthority? authority, RequestDelegate handler) => (_authority, _handler) = (authority, handler);

    /// <summary>Whether its certificate has ended; connections that are there go on.</summary>
    public bool HasExpired { get; set; }

    /// <summary>Where it listens, or did last.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1:0");

    /// <summary>Ends when it stops listening.</summary>
    public CancellationToken Stopping => _application?.Lifetime.ApplicationStopping ?? CancellationToken.None;

    /// <summary>Listens.</summary>
    public async Task StartAsync()
    {
        await _gate.WaitAsync();
        try
        {
            if (_application is not null) return;
            var builder = WebApplication.CreateEmptyBuilder(new());
            builder.Logging.ClearProviders();
            builder.Services.AddRoutingCore();
            builder.WebHost.UseKestrelCore().ConfigureKestrel(Configure);
            var application = _application = builder.Build();
            application.UseWebSockets();
            application.Run(http =>
            {
                http.Features.Set(new Kill(() => StopAsync(application)));
                return _handler(http);
            });
            await application.StartAsync();
            var addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
            Address = new(addresses.Addresses.First());
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Listens no longer and ends what is under way as a killed process would; connections are refused from then on.</summary>
    public Task StopAsync() => StopAsync(null);

    /// <summary>
    /// What does so to the server to which a request came: one that was started since then is another, and is not reached by it.
    /// </summary>
    /// <param name="http">The request.</param>
    public static Func<Task> KillOf(HttpContext http) => http.Features.Get<Kill>()!.RunAsync;

    private async Task StopAsync(WebApplication? only)
    {
        await _gate.WaitAsync();
        try
        {
            if (_application is null || (only is not null && only != _application)) return;
            try
            {
                await _application.StopAsync(new CancellationToken(canceled: true));
            }
            catch (OperationCanceledException)
            {
                // Said by the token that makes it abort what is under way.
            }

            await _application.DisposeAsync();
            _application = null;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _gate.Dispose();
    }

    private sealed record Kill(Func<Task> RunAsync);

    private void Configure(KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        options.Limits.MinRequestBodyDataRate = null;
        options.Limits.MinResponseDataRate = null;
        options.Limits.MaxRequestBodySize = null;
        options.Listen(IPAddress.Loopback, Address.Port, listen =>
        {
            listen.Protocols = HttpProtocols.Http1AndHttp2;
            if (_authority is not null) listen.UseHttps(Tls(_authority));
        });
    }

    private HttpsConnectionAdapterOptions Tls(TestAuthority authority) => new()
    {
        ServerCertificateSelector = (_, _) => HasExpired ? authority.Expired.Value : authority.Server,
        ClientCertificateMode = ClientCertificateMode.AllowCertificate,
        ClientCertificateValidation = (certificate, _, _) => authority.HasSigned(certificate),
    };
}
