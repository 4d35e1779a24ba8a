using System.Globalization;
using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using k8s.Exceptions;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Connections;

/// <summary>
/// Renews OIDC tokens where their issuer says that it does so: at the end point of <c>/.well-known/openid-configuration</c> (OpenID Connect
/// Discovery 1.0, section 4), by its refresh token (RFC 6749, section 6), as client-go plugin/pkg/client/auth/oidc/oidc.go.
/// </summary>
/// <param name="Issuer">Who issued the token.</param>
/// <param name="Client">Whom it was issued to.</param>
/// <param name="Secret">The secret of that; null for none.</param>
/// <param name="Refresh">The refresh token that the kubeconfig has.</param>
/// <param name="Authority">The certificates that the issuer's must come from; null for those that this machine trusts.</param>
internal sealed record OidcIssuer(string Issuer, string Client, string? Secret, string Refresh, Func<X509Certificate2Collection?> Authority)
{
    private const long LongestAnswer = 1024 * 1024;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Renews.</summary>
    /// <param name="refresh">The refresh token that is to be used.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <returns>The new token, and the refresh token to use next.</returns>
    /// <exception cref="KubernetesClientException">The issuer gives none; the message says why, and holds no token.</exception>
    public async Task<(string Token, string Refresh)> RenewAsync(string refresh, CancellationToken ct)
    {
        try
        {
            using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
            handler.SslOptions.RemoteCertificateValidationCallback =
                new ServerTrust(Authority(), "its idp-certificate-authority").Check;
            using var http = new HttpClient(handler) { Timeout = Limit, MaxResponseContentBufferSize = LongestAnswer };
            var endpoint = await EndpointAsync(http, ct).ConfigureAwait(false);
            return await RenewAsync(http, endpoint, refresh, ct).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!ct.IsCancellationRequested)
        {
            throw new KubernetesClientException(
                FormattableString.Invariant($"the OIDC issuer {Issuer} did not answer within {Limit.TotalSeconds:0} s"), exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException or KeyNotFoundException
            or InvalidOperationException or UriFormatException or MeshException)
        {
            throw new KubernetesClientException($"the OIDC issuer {Issuer} renews no token: {Cause(exception)}", exception);
        }
    }

    private async Task<Uri> EndpointAsync(HttpClient http, CancellationToken ct)
    {
        var discovery = Sealed(new(Issuer.TrimEnd('/') + "/.well-known/openid-configuration"), "its address");
        using var document = JsonDocument.Parse(await http.GetStringAsync(discovery, ct).ConfigureAwait(false));
        return Sealed(new(document.RootElement.GetProperty("token_endpoint").GetString() ?? Issuer), "its token_endpoint");
    }

    /// <summary>
    /// Both are https addresses (OpenID Connect Discovery 1.0, section 3): elsewhere than on this machine, a refresh token is not sent
    /// where others could read it.
    /// </summary>
    private static Uri Sealed(Uri address, string what) => address.Scheme == "https" || address is { Scheme: "http", IsLoopback: true }
        ? address
        : throw new InvalidOperationException(what + " is no https address, so the refresh token is not sent there");

    private async Task<(string Token, string Refresh)> RenewAsync(HttpClient http, Uri endpoint, string refresh, CancellationToken ct)
    {
        using var content = new FormUrlEncodedContent(
            new[] { ("grant_type", "refresh_token"), ("client_id", Client), ("client_secret", Secret ?? ""), ("refresh_token", refresh) }
                .Where(field => field.Item2.Length > 0)
                .Select(field => new KeyValuePair<string, string>(field.Item1, field.Item2)));
        using var answer = await http.PostAsync(endpoint, content, ct).ConfigureAwait(false);
        var text = await answer.Content.ReadAsStringAsync(ct).ConfigureAwait(false);
        using var document = JsonDocument.Parse(text);
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"it answers {(int)answer.StatusCode} "
                + $"{Text(document, "error")} {Text(document, "error_description")}").Trim());
        }
        var token = Text(document, "id_token");
        return token.Length == 0
            ? throw new InvalidOperationException("its answer has no id_token; the scope openid may be missing")
            : (token, Text(document, "refresh_token") is { Length: > 0 } next ? next : refresh);
    }

    private static string Text(JsonDocument document, string key) =>
        document.RootElement.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static string Cause(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is AuthenticationException) return cause.Message;
        }

        return exception is JsonException ? "what it answers is not JSON" : exception.Message;
    }
}
