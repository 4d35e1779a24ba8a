using MeshFederation.Clusters.Connections;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Api;

/// <summary>Sends requests, and sends them again where that is safe and may help.</summary>
/// <param name="Connection">The server and the credentials.</param>
/// <param name="Times">The limits.</param>
internal sealed record ApiTransport(ApiConnection Connection, ApiTimes Times)
{
    /// <summary>Sends a request until it is answered for good.</summary>
    /// <returns>The answer, be it a refusal.</returns>
    /// <exception cref="MeshException">No answer came.</exception>
    public async Task<ApiAnswer> SendAsync(ApiRequest request, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            TimeSpan wait;
            try
            {
                var answer = await OnceAsync(request, ct).ConfigureAwait(false) with { Attempts = attempt };
                wait = answer.RetryAfter ?? Times.WaitAfter(attempt);
                if (attempt == Times.Attempts || wait > Times.LongestWait || !Retry.MayHelp(request, answer)) return answer;
            }
            catch (Exception exception) when (attempt < Times.Attempts && Retry.MayHelp(request, exception))
            {
                wait = Times.WaitAfter(attempt);
            }
            catch (Exception exception) when (TransportErrors.Explain(exception, ct))
            {
                throw TransportErrors.Of(Connection, request, exception, Times.Request);
            }

            await Task.Delay(wait, ct).ConfigureAwait(false);
        }
    }

    /// <summary>Sends a request whose answer has no end, as a watch.</summary>
    /// <returns>The answer, of which the head has come.</returns>
    /// <exception cref="MeshException">No answer came, or a refusal.</exception>
    public async Task<HttpResponseMessage> OpenAsync(ApiRequest request, CancellationToken ct)
    {
        using var limit = Limit(ct);
        try
        {
            var response = await SendOnceAsync(request, limit.Token).ConfigureAwait(false);
            if (response.IsSuccessStatusCode) return response;
            using (response) throw ApiErrors.Of(Connection, request, await ApiAnswer.ReadAsync(response, limit.Token).ConfigureAwait(false));
        }
        catch (Exception exception) when (TransportErrors.Explain(exception, ct))
        {
            throw TransportErrors.Of(Connection, request, exception, Times.Request);
        }
    }

    private async Task<ApiAnswer> OnceAsync(ApiRequest request, CancellationToken ct)
    {
        using var limit = Limit(ct);
        using var response = await SendOnceAsync(request, limit.Token).ConfigureAwait(false);
        return await ApiAnswer.ReadAsync(response, limit.Token).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> SendOnceAsync(ApiRequest request, CancellationToken ct)
    {
        using var message = request.ToMessage(Connection.Server);
        await Connection.AuthorizeAsync(message, ct).ConfigureAwait(false);
        return await Connection.Http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, ct).ConfigureAwait(false);
    }

    private CancellationTokenSource Limit(CancellationToken ct)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Times.Request);
        return limit;
    }
}
