using System.Security.Cryptography.X509Certificates;
using k8s.Authentication;
using k8s.Exceptions;
using MeshFederation.Clusters.Kubeconfig;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Connections;

/// <summary>
/// What a kubeconfig holds or names: a token, a token file, name and password, an OIDC token, a client certificate, or nothing.
/// </summary>
internal sealed class FixedCredentials : ClientCredentials
{
    private readonly KubeconfigEntry? _user;
    private readonly ServiceClientCredentials? _credentials;

    public FixedCredentials(KubeconfigEntry? user, ServiceClientCredentials? credentials, X509Certificate2? certificate) =>
        (_user, _credentials, Certificate) = (user, credentials, certificate);

    public override X509Certificate2? Certificate { get; }

    /// <summary>What an issuer renews may have ended by the clocks of others; all else stays what it is.</summary>
    public override bool Renew(HttpRequestMessage refused) => _credentials is OidcCredentials oidc && oidc.Forget(refused);

    public override async Task AuthorizeAsync(HttpRequestMessage message, CancellationToken ct)
    {
        if (_credentials is null) return;
        try
        {
            await _credentials.ProcessHttpRequestAsync(message, ct).ConfigureAwait(false);
            if (message.Headers.Authorization is { Scheme: "Bearer" } bearer && string.IsNullOrWhiteSpace(bearer.Parameter))
                throw new FormatException("Its token is empty.");
        }
        catch (Exception exception) when (exception is AggregateException or IOException or UnauthorizedAccessException
            or KubernetesClientException or FormatException)
        {
            var cause = (exception as AggregateException)?.InnerException ?? exception;
            throw new MeshException(
                MeshErrorId.CredentialInvalid,
                MeshErrorKind.AuthenticationError,
                $"{_user?.Place}: The {_user?.Title} has no credentials that can be used: {cause.Message.ReplaceLineEndings(" ")}",
                "Sign in again, or fetch the kubeconfig anew.",
                _user?.File,
                exception);
        }
    }
}
