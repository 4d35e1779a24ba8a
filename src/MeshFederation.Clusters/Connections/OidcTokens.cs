using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using System.Text.Json;
using k8s.Authentication;

namespace MeshFederation.Clusters.Connections;

/// <summary>
/// The OIDC token of a kubeconfig, renewed by its issuer when it has ended. KubernetesClient renews such tokens, too, but it can be told
/// neither the issuer's certificate authority nor that issuers have another address for that.
/// </summary>
[SuppressMessage(
    "Design",
    "CA1001:Types that own disposable fields should be disposable",
    Justification = "It lives as long as the session, and no wait handle is taken from the semaphore.")]
internal sealed class OidcTokens : ITokenProvider
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    private readonly OidcIssuer _issuer;
    private readonly TimeProvider _clock;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly object _lock = new();
    private (string Token, string Refresh, DateTimeOffset Expires) _last;
    private long? _renewed;

    /// <summary>Makes one.</summary>
    /// <param name="token">The token that is there.</param>
    /// <param name="issuer">Who renews it.</param>
    /// <param name="clock">By which it expires.</param>
    public OidcTokens(string token, OidcIssuer issuer, TimeProvider clock) =>
        (_issuer, _clock, _last) = (issuer, clock, (token, issuer.Refresh, ExpiryOf(token)));

    private (string Token, string Refresh, DateTimeOffset Expires) Last
    {
        get
        {
            lock (_lock) return _last;
        }
    }

    /// <summary>A token that still holds is sent as it is: its issuer need not answer for that.</summary>
    public async Task<AuthenticationHeaderValue> GetAuthenticationHeaderAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var last = Last;
            if (last.Expires - _clock.GetUtcNow() <= Margin)
            {
                var (token, refresh) = await _issuer.RenewAsync(last.Refresh, cancellationToken).ConfigureAwait(false);
                lock (_lock) (_last, _renewed) = ((token, refresh, ExpiryOf(token)), _clock.GetTimestamp());
            }

            return new("Bearer", Last.Token);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>
    /// Lets go of a token that a server did not accept; a newer one is kept. It may have ended though the clock of this machine, which is
    /// behind, says that it holds. One that was just issued is refused for another reason, which the next would be, too.
    /// </summary>
    /// <returns>Whether another one is worth a try.</returns>
    public bool Forget(string? token)
    {
        lock (_lock)
        {
            if (_last.Token != token) return true;
            if (_renewed is { } since && _clock.GetElapsedTime(since) < Margin) return false;
            _last.Expires = default;
            return true;
        }
    }

    /// <summary>The claim <c>exp</c> of a JWT (RFC 7519, section 4.1.4); a moment long ago when it has none.</summary>
    private static DateTimeOffset ExpiryOf(string token)
    {
        try
        {
            var claims = token.Split('.') is [_, var middle, _] ? middle.Replace('-', '+').Replace('_', '/') : "";
            using var document = JsonDocument.Parse(Convert.FromBase64String(claims.PadRight((claims.Length + 3) / 4 * 4, '=')));
            return DateTimeOffset.FromUnixTimeSeconds(document.RootElement.GetProperty("exp").GetInt64());
        }
        catch (Exception exception) when (exception is FormatException or JsonException or KeyNotFoundException or InvalidOperationException
            or ArgumentOutOfRangeException)
        {
            return default;
        }
    }
}
