using System.Net.Http.Headers;
using System.Text.Json;
using k8s.Authentication;
using k8s.Exceptions;

namespace MeshFederation.Clusters.Connections;

/// <summary>
/// Renews OIDC tokens at the issuer's token end point. KubernetesClient renews them, but at the address it is given, and issuers have
/// another for that, which they tell under <c>/.well-known/openid-configuration</c> (OpenID Connect Discovery 1.0, section 4).
/// </summary>
internal sealed class OidcTokens : ITokenProvider
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    private readonly string _token;
    private readonly string _issuer;
    private readonly bool _ownAuthority;
    private readonly DateTimeOffset _expires;
    private readonly Func<string, ITokenProvider> _tokensFrom;
    private readonly TimeProvider _clock;
    private ITokenProvider? _tokens;

    /// <summary>Makes one.</summary>
    /// <param name="token">The token that is there.</param>
    /// <param name="issuer">Who renews it.</param>
    /// <param name="ownAuthority">
    /// Whether the issuer's certificate comes from an authority of its own, which KubernetesClient cannot be told.
    /// </param>
    /// <param name="tokensFrom">Renews it at an end point.</param>
    /// <param name="clock">By which it expires.</param>
    public OidcTokens(string token, string issuer, bool ownAuthority, Func<string, ITokenProvider> tokensFrom, TimeProvider clock) =>
        (_token, _issuer, _ownAuthority, _tokensFrom, _clock, _expires) = (token, issuer, ownAuthority, tokensFrom, clock, ExpiryOf(token));

    /// <summary>A token that still holds is sent as it is: its issuer need not answer for that.</summary>
    public async Task<AuthenticationHeaderValue> GetAuthenticationHeaderAsync(CancellationToken cancellationToken)
    {
        if (_tokens is null && _expires - _clock.GetUtcNow() > Margin) return new("Bearer", _token);
        if (_ownAuthority)
        {
            throw new KubernetesClientException($"its id-token has expired, and the OIDC issuer {_issuer} has a certificate authority of "
                + "its own (idp-certificate-authority), with which MeshFederation cannot renew it: renew it with kubectl.");
        }
        _tokens ??= _tokensFrom(await EndpointAsync(cancellationToken).ConfigureAwait(false));
        return await _tokens.GetAuthenticationHeaderAsync(cancellationToken).ConfigureAwait(false);
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

    private async Task<string> EndpointAsync(CancellationToken ct)
    {
        try
        {
            using var http = new HttpClient();
            var json =
                await http.GetStringAsync(new Uri(_issuer.TrimEnd('/') + "/.well-known/openid-configuration"), ct).ConfigureAwait(false);
            using var document = JsonDocument.Parse(json);
            return document.RootElement.GetProperty("token_endpoint").GetString() ?? _issuer;
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException or KeyNotFoundException
            or InvalidOperationException or UriFormatException)
        {
            throw new KubernetesClientException(
                $"the OIDC issuer {_issuer} does not tell its token end point: {exception.Message}", exception);
        }
    }
}
