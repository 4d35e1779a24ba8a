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
    private readonly string _issuer;
    private readonly Func<string, ITokenProvider> _tokensFrom;
    private ITokenProvider? _tokens;

    public OidcTokens(string issuer, Func<string, ITokenProvider> tokensFrom) => (_issuer, _tokensFrom) = (issuer, tokensFrom);

    public async Task<AuthenticationHeaderValue> GetAuthenticationHeaderAsync(CancellationToken cancellationToken)
    {
        _tokens ??= _tokensFrom(await EndpointAsync(cancellationToken).ConfigureAwait(false));
        return await _tokens.GetAuthenticationHeaderAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<string> EndpointAsync(CancellationToken ct)
    {
        try
        {
            using var http = new HttpClient();
            var json = await http.GetStringAsync(new Uri(_issuer.TrimEnd('/') + "/.well-known/openid-configuration"), ct).ConfigureAwait(false);
            using var document = JsonDocument.Parse(json);
            return document.RootElement.GetProperty("token_endpoint").GetString() ?? _issuer;
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException or KeyNotFoundException or InvalidOperationException or UriFormatException)
        {
            throw new KubernetesClientException($"the OIDC issuer {_issuer} does not tell its token end point: {exception.Message}", exception);
        }
    }
}
