using MeshFederation.Clusters.Connections;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Api;

/// <summary>Sends requests, and sends them again where that is safe and may help.</summary>
/// <param name="Connection">The server and the credentials.</param>
/// <param name="Times">The limits.</param>
internal sealed record ApiTransport(ApiConnection Connection, ApiTimes Times)
{
    /// <summary>How long servers that are away are waited for; null for a few tries only.</summary>
    public TimeBudget? Budget { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>
    /// What says of each try of a write whether it may be sent: what allowed it may have ended, as a lease does, while its server was away,
    /// or while a plugin waited for its user. Null where nothing ends.
    /// </summary>
    public IWriteGuard? Guard { get; init; }

    /// <summary>Is told what time the server says that it is; null where nobody asks.</summary>
    public ServerClock? Told { get; init; }

    /// <summary>Sends a request until it is answered for good.</summary>
    /// <returns>The answer, be it a refusal.</returns>
    /// <exception cref="MeshException">No answer came.</exception>
    public async Task<ApiAnswer> SendAsync(ApiRequest request, CancellationToken ct)
    {
        var plan = new RetryPlan(Connection, request, Times, Budget);
        Func<ApiAnswer>? last = null;
        while (true)
        {
            plan.Begin();
            TimeSpan wait;
            try
            {
                var answer = await RenewingAsync(request, ReadAsync, ct).ConfigureAwait(false) with
                {
                    Attempts = plan.Attempt,
                    IsOpen = plan.IsOpen,
                };
                Told?.Note(answer);
                if (!plan.GoesOn(answer, out wait)) return answer;
                last = () => answer;
            }
            catch (UnsentException)
            {
                // The lease is renewed first, or lost.
                continue;
            }
            catch (MeshException refusal) when (last is not null && refusal == Guard?.Refusal)
            {
                // What became of the try before is worth more.
                return last();
            }
            catch (Exception exception) when (plan.GoesOn(exception, ct, out wait))
            {
                last = () => throw TransportErrors.Of(Connection, request, exception);
            }
            catch (Exception exception) when (TransportErrors.Explain(exception, ct))
            {
                throw TransportErrors.Of(Connection, request, exception);
            }

            if (!await MayGoOnAsync(request, wait, ct).ConfigureAwait(false)) return last();
        }
    }

    /// <summary>Waits; then says whether a request may be sent again.</summary>
    public async Task<bool> MayGoOnAsync(ApiRequest request, TimeSpan wait, CancellationToken ct)
    {
        await Task.Delay(wait, Clock, ct).ConfigureAwait(false);
        return !request.Writes || Guard is null || await Guard.TimeLeftAsync(ct).ConfigureAwait(false) > TimeSpan.Zero;
    }

    /// <summary>Sends a request whose answer has no end, as a watch.</summary>
    /// <returns>The answer, of which the head has come.</returns>
    /// <exception cref="MeshException">No answer came, or a refusal.</exception>
    public async Task<HttpResponseMessage> OpenAsync(ApiRequest request, CancellationToken ct)
    {
        HttpResponseMessage? opened = null;
        try
        {
            var answer = await RenewingAsync(request, Open, ct).ConfigureAwait(false);
            return opened ?? throw ApiErrors.Of(Connection, request, answer);
        }
        catch (Exception exception) when (TransportErrors.Explain(exception, ct))
        {
            throw TransportErrors.Of(Connection, request, exception);
        }

        Task<ApiAnswer> Open(HttpResponseMessage response, CancellationToken limit)
        {
            if (!response.IsSuccessStatusCode) return ReadAsync(response, limit);
            opened = response;
            return Task.FromResult(new ApiAnswer((int)response.StatusCode, default));
        }
    }

    /// <summary>Opens a WebSocket.</summary>
    /// <param name="request">A request with <see cref="ApiRequest.Upgrade"/>.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <returns>The connection.</returns>
    /// <exception cref="MeshException">No answer came, or a refusal.</exception>
    public async Task<UpgradedConnection> UpgradeAsync(ApiRequest request, CancellationToken ct)
    {
        UpgradedConnection? opened = null;
        try
        {
            var answer = await RenewingAsync(request, Open, ct).ConfigureAwait(false);
            return opened ?? throw ApiErrors.Of(Connection, request, answer);
        }
        catch (Exception exception) when (TransportErrors.Explain(exception, ct))
        {
            throw TransportErrors.Of(Connection, request, exception);
        }

        async Task<ApiAnswer> Open(HttpResponseMessage response, CancellationToken limit)
        {
            if (response.StatusCode != System.Net.HttpStatusCode.SwitchingProtocols)
                return await ReadAsync(response, limit).ConfigureAwait(false);
            opened = await UpgradedConnection.OfAsync(response, request.Upgrade!, limit).ConfigureAwait(false);
            return new((int)response.StatusCode, default);
        }
    }

    /// <summary>
    /// Sends a request that the server passes on, once. Who stands behind it answers for itself: its 401 says nothing of our credentials,
    /// and what it fails at is no reason to send again.
    /// </summary>
    /// <returns>The answer, be it a refusal.</returns>
    /// <exception cref="MeshException">No answer came.</exception>
    public async Task<ApiAnswer> PassAsync(ApiRequest request, CancellationToken ct)
    {
        using var message = request.ToMessage(Connection.Server);
        try
        {
            return await OnceAsync(request, message, ReadAsync, ct).ConfigureAwait(false);
        }
        catch (Exception exception) when (TransportErrors.Explain(exception, ct))
        {
            throw TransportErrors.Of(Connection, request, exception);
        }
    }

    /// <summary>
    /// How long a request may take that is sent now. Of a write that may not be sent for ever the server is told so, too: what it has not
    /// done by then it leaves undone, also when what stands in between held the request back, or nobody waits for it any more
    /// (kubernetes apiserver pkg/endpoints/filters/request_deadline.go).
    /// </summary>
    private async Task<TimeSpan> LimitAsync(ApiRequest request, HttpRequestMessage message, CancellationToken ct)
    {
        if (Guard is null || !request.Writes) return Times.Request;
        var left = await Guard.TimeLeftAsync(ct).ConfigureAwait(false);
        if (left <= TimeSpan.Zero) throw Guard.Refusal!;
        var limit = left < Times.Request ? left : Times.Request;
        ApiRequest.Limit(message, limit);
        if (request.Body is { } body) message.Content = TimelyContent.Of(body, request.ContentType, Guard);
        return limit;
    }

    /// <summary>Sends a request once, and once more with new credentials when the server does not take the first.</summary>
    private async Task<ApiAnswer> RenewingAsync(
        ApiRequest request, Func<HttpResponseMessage, CancellationToken, Task<ApiAnswer>> read, CancellationToken ct)
    {
        using var message = request.ToMessage(Connection.Server);
        var answer = await OnceAsync(request, message, read, ct).ConfigureAwait(false);
        if (answer.Status != 401 || !Connection.Credentials.Renew(message)) return answer;
        using var again = request.ToMessage(Connection.Server);
        return await OnceAsync(request, again, read, ct).ConfigureAwait(false);
    }

    /// <summary>
    /// Sends a message. The limit is for the server: a credential plugin, which may wait for the user to sign in, has its own.
    /// </summary>
    private async Task<ApiAnswer> OnceAsync(
        ApiRequest request,
        HttpRequestMessage message,
        Func<HttpResponseMessage, CancellationToken, Task<ApiAnswer>> read,
        CancellationToken ct)
    {
        await Connection.PrepareAsync(message, ct).ConfigureAwait(false);
        var most = await LimitAsync(request, message, ct).ConfigureAwait(false);
        using var time = new CancellationTokenSource(most, Clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct, time.Token);
        var log = RequestLog.Of(message);
        try
        {
            var response =
                await Connection.Http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false);
            Warn(response);
            var answer = await read(response, limit.Token).ConfigureAwait(false);
            log.Tell(answer);
            return answer;
        }
        catch (Exception exception) when (ct.IsCancellationRequested && exception is HttpRequestException or IOException)
        {
            log.Tell(exception);

            // What breaks while somebody stops waiting breaks because of that, or does not matter any more.
            throw new OperationCanceledException(exception.Message, exception, ct);
        }
        catch (OperationCanceledException exception) when (!ct.IsCancellationRequested)
        {
            log.Tell(exception);
            throw new UnansweredException(most, exception);
        }
        catch (Exception exception) when (log.Tell(exception))
        {
            throw;
        }
    }

    /// <summary>
    /// Passes on the warnings of admission and of deprecated versions (client-go rest/warnings.go: code 299, the others are of proxies).
    /// </summary>
    private void Warn(HttpResponseMessage response)
    {
        foreach (var warning in response.Headers.Warning.Where(warning => warning.Code == 299))
            ApiMessages.Warn($"The server of the context '{Connection.Context}' warns: {ShortText.Of(Unquoted(warning.Text))}");
    }

    private static string Unquoted(string text) =>
        text is ['"', .., '"']
            ? text[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal)
            : text;

    private static async Task<ApiAnswer> ReadAsync(HttpResponseMessage response, CancellationToken ct)
    {
        using (response) return await ApiAnswer.ReadAsync(response, ct).ConfigureAwait(false);
    }
}
