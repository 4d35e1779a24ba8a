using MeshFederation.Clusters.Api;

namespace MeshFederation.Clusters.Istiod;

/// <summary>HTTP to a pod by a port-forward, whose connection is kept from one question to the next.</summary>
internal sealed class PodForward : IDisposable
{
    private readonly HttpClient _http;
    private readonly Uri _address;

    public PodForward(KubernetesApi api, string ns, string pod, int port, TimeSpan openLimit, TimeProvider clock)
    {
        _address = new(FormattableString.Invariant($"http://localhost:{port}/"));
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            MaxConnectionsPerServer = 1,
            ConnectCallback = (_, ct) => OpenAsync(ct),
        };
        _http = new(handler) { Timeout = Timeout.InfiniteTimeSpan };

        async ValueTask<Stream> OpenAsync(CancellationToken ct)
        {
            using var limit = new CancellationTokenSource(openLimit, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
            try
            {
                return await api.ForwardAsync(ns, pod, port, either.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException exception) when (limit.IsCancellationRequested && !ct.IsCancellationRequested)
            {
                throw new TimeoutException(
                    FormattableString.Invariant($"none came about within {openLimit.TotalSeconds:0.#} s"), exception);
            }
        }
    }

    public async Task<ApiAnswer> AskAsync(string path, CancellationToken ct)
    {
        var address = new Uri(_address, path);
        using var response = await _http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, ct).ConfigureAwait(false);
        return await ApiAnswer.ReadAsync(response, ct).ConfigureAwait(false);
    }

    public void Dispose() => _http.Dispose();
}
